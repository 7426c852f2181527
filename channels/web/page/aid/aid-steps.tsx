import { useEffect, useRef, useState } from 'react'
import type { Basis } from '../../../../bot/answer.js'
import { useWords } from '../../../../ui/words/use-words.js'
import type { AidChoices, AidEligibility, AidPrefilled, Reply } from '../api.js'
import type { ConversationStore } from '../conversation-store.js'
import type { ChosenRegion } from '../preferences.js'
import { TicketCard } from '../ticket-card.js'
import { type AidFields, caseOf, chosenOf, draftOf, withAnswers } from './aid-draft.js'
import { AidForm } from './aid-form.js'
import { AidHandIn } from './aid-hand-in.js'
import { AidPaper } from './aid-paper.js'
import { AidQuestions } from './aid-questions.js'

export interface AidPageProps {
  store: ConversationStore
  /** Chosen on this page or earlier; null: the whole country. */
  region: ChosenRegion | null
  onOpenBasis: (basis: Basis) => void
  onPickRegion: () => void
  onClose: () => void
}

const STEPS = ['questions', 'form', 'paper'] as const
type Step = (typeof STEPS)[number]

interface AidStepsProps extends AidPageProps {
  choices: AidChoices
  /** From the conversation; null: there is none. */
  prefilled: AidPrefilled | null
}

/** Questions, form and paper. */
export function AidSteps(props: AidStepsProps) {
  const { store, region, choices, prefilled, onOpenBasis, onPickRegion, onClose } = props
  const words = useWords()
  const [draft, setDraft] = useState(() => draftOf(prefilled, region))
  const [result, setResult] = useState<AidEligibility | null>(null)
  const [step, setStep] = useState<Step>('questions')
  const [handedIn, setHandedIn] = useState<Reply | null>(null)
  const titleRef = useRef<HTMLHeadingElement>(null)
  const pageRef = useRef<HTMLDivElement>(null)
  const [wanted, setWanted] = useState<keyof AidFields | null>(null)
  const aidCase = caseOf(draft.answers)
  const { label, bases } = chosenOf(aidCase, choices)
  const [chosenRegion, setChosenRegion] = useState(region)

  // Chosen while this page is open: it holds from now on.
  if (region !== chosenRegion) {
    setChosenRegion(region)
    setDraft({ ...draft, region })
    setResult(null)
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step begins at its top, or at what is missing
  useEffect(() => {
    const field = wanted && pageRef.current?.querySelector<HTMLElement>(`[name="${wanted}"]`)
    setWanted(null)
    if (field) return field.focus()
    titleRef.current?.focus({ preventScroll: true })
    titleRef.current?.closest('.scroll')?.scrollTo(0, 0)
  }, [step, handedIn])

  return (
    <div ref={pageRef}>
      <h2 ref={titleRef} className="aid__title" tabIndex={-1}>
        {handedIn ? words.aid.handIn.done : words.aid.title}
      </h2>
      {!handedIn && <StepList step={step} />}
      {step === 'questions' && (
        <AidQuestions
          {...{ choices, result, onOpenBasis, onPickRegion }}
          answers={draft.answers}
          isGuessed={draft.isGuessed}
          regionCode={draft.region?.code}
          onAnswer={(answers) => {
            setDraft(withAnswers(draft, answers, choices))
            setResult(null)
          }}
          onResult={setResult}
          onFill={() => setStep('form')}
        />
      )}
      {step === 'form' && (
        <AidForm
          {...{ draft, label, onPickRegion }}
          onField={(name, text) => setDraft({ ...draft, fields: { ...draft.fields, [name]: text } })}
          onNext={() => setStep('paper')}
          onPrevious={() => setStep('questions')}
        />
      )}
      {step === 'paper' && result && (
        <>
          {handedIn?.ticket && (
            <>
              <p className="aid__what">{words.aid.handIn.doneHint}</p>
              <TicketCard
                ticket={{ ...handedIn.ticket, queryCode: handedIn.ticket.queryCode ?? null }}
                newest={false}
                contacts={store.contacts}
              />
            </>
          )}
          <AidPaper {...{ draft, label, bases, result }} />
          <div className="aid__actions">
            {handedIn ? (
              <button type="button" className="button" onClick={onClose}>
                {words.aid.back}
              </button>
            ) : (
              <button type="button" className="button" onClick={() => setStep('form')}>
                {words.aid.paper.edit}
              </button>
            )}
            <button type="button" className="button button--primary" onClick={() => window.print()}>
              {words.aid.paper.print}
            </button>
          </div>
          {!handedIn && (
            <AidHandIn
              {...{ draft, aidCase }}
              keeping={choices}
              onHandIn={(body) => store.handInAid(body, words.aid.written)}
              onDone={setHandedIn}
              onMissing={(field) => {
                setWanted(field)
                setStep('form')
              }}
            />
          )}
        </>
      )}
    </div>
  )
}

function StepList({ step }: { step: Step }) {
  const { steps } = useWords().aid
  return (
    <ol className="aid__steps">
      {STEPS.map((each) => (
        <li key={each} className="aid__step" aria-current={each === step ? 'step' : undefined}>
          {steps[each]}
        </li>
      ))}
    </ol>
  )
}
