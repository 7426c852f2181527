import { useRef, useState } from 'react'
import type { Basis } from '../../../../bot/answer.js'
import { AnswerView } from '../../../../ui/answer-view.js'
import { useWords } from '../../../../ui/words/use-words.js'
import { type AidCase, type AidChoices, type AidEligibility, api } from '../api.js'
import { type AidAnswers, type AidQuestion, caseOf, questionsFor } from './aid-draft.js'
import { ChoiceList } from './choice-list.js'
import { MatterList } from './matter-list.js'

interface AidQuestionsProps {
  choices: AidChoices
  answers: AidAnswers
  isGuessed: boolean
  regionCode: string | undefined
  result: AidEligibility | null
  onAnswer: (answers: AidAnswers) => void
  onResult: (result: AidEligibility) => void
  onOpenBasis: (basis: Basis) => void
  onPickRegion: () => void
  onFill: () => void
}

/** Between the result and the edge. */
const MARGIN_PX = 12
const TONES = {
  appointed: 'badge--good',
  meets: 'badge--good',
  may_meet: 'badge--wait',
  outside: '',
} as const satisfies Record<AidEligibility['verdict'], string>

/** Scrolls the page alone: scrollIntoView would move what is around a frame too. */
function beginAt(element: HTMLElement) {
  const list = element.closest('.scroll')
  if (list)
    list.scrollTop += element.getBoundingClientRect().top - list.getBoundingClientRect().top - MARGIN_PX
  element.focus({ preventScroll: true })
}

/** A few questions, each answer with its article, and what the law makes of them. */
export function AidQuestions(props: AidQuestionsProps) {
  const { choices, answers, isGuessed, regionCode, result } = props
  const { onAnswer, onResult, onOpenBasis, onPickRegion, onFill } = props
  const words = useWords()
  const { ask } = words.aid
  const [missing, setMissing] = useState<AidQuestion | null>(null)
  const [state, setState] = useState<'ready' | 'asking' | 'failed'>('ready')
  const formRef = useRef<HTMLFormElement>(null)
  const resultRef = useRef<HTMLElement>(null)
  const questions = questionsFor(answers)

  const answer = (change: AidAnswers) => {
    setMissing(null)
    onAnswer({ ...answers, ...change })
  }
  const judge = async () => {
    const open = questions.find((question) => answers[question] === undefined)
    if (open !== undefined) {
      setMissing(open)
      formRef.current?.querySelector<HTMLElement>(`[data-question="${open}"] input`)?.focus()
      return
    }
    setState('asking')
    try {
      onResult(await api.aidEligibility(caseOf(answers), regionCode))
      setState('ready')
      // Once it is drawn.
      requestAnimationFrame(() => resultRef.current && beginAt(resultRef.current))
    } catch {
      setState('failed')
    }
  }
  const list = <Q extends 'free' | 'appointed' | 'notChecked'>(question: Q) => (
    <ChoiceList
      question={question}
      legend={ask[question]}
      choices={choices[question]}
      none={ask.none}
      chosen={answers[question]}
      problem={missing === question ? ask.missing : null}
      onChoose={(id) => answer({ [question]: id as AidCase[Q] })}
      onOpenBasis={onOpenBasis}
    />
  )

  return (
    <form
      ref={formRef}
      className="aid__questions"
      onSubmit={(event) => {
        event.preventDefault()
        void judge()
      }}
    >
      <p className="aid__what">{ask.what}</p>
      <MatterList
        choices={choices.matters}
        chosen={answers.matter}
        isGuessed={isGuessed}
        problem={missing === 'matter' ? ask.missing : null}
        onChoose={(id) => answer({ matter: id as AidCase['matter'] })}
        onOpenBasis={onOpenBasis}
      />
      {questions.includes('hasLawyer') && (
        <ChoiceList
          question="hasLawyer"
          legend={ask.lawyer}
          choices={[{ id: 'no', label: ask.lawyers.no, bases: [] }]}
          none={ask.lawyers.yes}
          chosen={answers.hasLawyer === undefined ? undefined : answers.hasLawyer ? null : 'no'}
          problem={missing === 'hasLawyer' ? ask.missing : null}
          onChoose={(id) => answer({ hasLawyer: id === null })}
          onOpenBasis={onOpenBasis}
        />
      )}
      {questions.includes('appointed') && list('appointed')}
      {questions.includes('free') && list('free')}
      {questions.includes('notChecked') && list('notChecked')}
      {!result && (
        <button type="submit" className="button button--primary aid__main" aria-disabled={state === 'asking'}>
          {state === 'asking' ? words.loading : ask.judge}
        </button>
      )}
      <p className="form__problem" role="alert">
        {state === 'failed' ? words.loadFailed : ''}
      </p>
      {result && (
        <section ref={resultRef} className="aid__result" tabIndex={-1} aria-label={ask.result}>
          <p className={`badge aid__verdict ${TONES[result.verdict]}`}>{ask.verdicts[result.verdict]}</p>
          <AnswerView answer={result.answer} onOpenBasis={onOpenBasis} onPickRegion={onPickRegion} />
          <button
            type="button"
            className={result.verdict === 'outside' ? 'button aid__main' : 'button button--primary aid__main'}
            onClick={onFill}
          >
            {result.verdict === 'outside' ? ask.fillAnyway : ask.fill}
          </button>
        </section>
      )}
    </form>
  )
}
