import { type FormEvent, useRef, useState } from 'react'
import { useWords } from '../../../../ui/words/use-words.js'
import { APPLICATION_NOTICE } from '../../contact-notice.js'
import type { AidCase, AidChoices, NewAidApplication, Reply } from '../api.js'
import { ConsentBoxes } from '../consent-boxes.js'
import { newMessageId } from '../conversation-store.js'
import { RequestFailed } from '../request-failed.js'
import type { AidDraft, AidFields } from './aid-draft.js'

interface AidHandInProps {
  draft: AidDraft
  aidCase: AidCase
  /** Whose keeping it is. */
  keeping: Pick<AidChoices, 'keeper' | 'keepDays'>
  /** @throws {RequestFailed} */
  onHandIn: (body: NewAidApplication) => Promise<Reply>
  onDone: (reply: Reply) => void
  /** Something is missing that staff cannot do without. */
  onMissing: (field: keyof AidFields) => void
}

const NEEDED = ['whatHappened', 'name', 'phone'] as const

/** Brings the application to the office as a ticket, once the citizen has read what for and agreed. */
export function AidHandIn({ draft, aidCase, keeping, onHandIn, onDone, onMissing }: AidHandInProps) {
  const words = useWords()
  const { handIn } = words.aid
  const [isAgreed, setAgreed] = useState(false)
  const [isChild, setChild] = useState(false)
  const [problem, setProblem] = useState<{ text: string; field: keyof AidFields | null } | null>(null)
  const [isSending, setSending] = useState(false)
  const sent = useRef<{ messageId: string; content: string } | null>(null)

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (isSending) return
    const { fields, region } = draft
    const missing = NEEDED.find((name) => fields[name].trim() === '')
    if (missing) return setProblem({ text: handIn.missing[missing], field: missing })
    if (!isAgreed) return setProblem({ text: handIn.noConsent, field: null })
    setProblem(null)
    setSending(true)
    const { whatHappened, otherParty, request, ...applicant } = fields
    const content = {
      ...{ aidCase, whatHappened, otherParty, request, applicant, byGuardian: isChild },
      ...(region && { regionCode: region.code }),
    }
    // The same content again is the same application, however far it came before.
    const written = JSON.stringify(content)
    if (sent.current?.content !== written) sent.current = { messageId: newMessageId(), content: written }
    const { messageId } = sent.current
    try {
      const reply = await onHandIn({ ...content, messageId, agreed: true, notice: APPLICATION_NOTICE })
      if (reply.ticket) return onDone(reply)
      sent.current = null
      setProblem({ text: reply.answer.summary, field: null })
    } catch (error) {
      const said = error instanceof RequestFailed ? error.serverMessage : null
      setProblem({ text: said ?? handIn.failed, field: said === null ? null : 'phone' })
    }
    setSending(false)
  }

  return (
    <form className="aid__hand-in" onSubmit={(event) => void onSubmit(event)} noValidate>
      <h3 className="aid__subtitle">{handIn.title}</h3>
      <p>{handIn.what}</p>
      <p className="aid-question__hint">
        {handIn.notice(keeping.keeper, words.contact.period(keeping.keepDays))}
      </p>
      <ConsentBoxes
        {...{ words: handIn, isAgreed, isChild }}
        onChange={(consent) => {
          setAgreed(consent.isAgreed)
          setChild(consent.isChild)
        }}
      />
      <p className="form__problem" role="alert">
        {problem?.text}
        {problem?.field && (
          <button type="button" className="link-button" onClick={() => onMissing(problem.field!)}>
            {words.aid.paper.edit}
          </button>
        )}
      </p>
      <button type="submit" className="button button--primary aid__main" aria-disabled={isSending}>
        {isSending ? handIn.sending : handIn.send}
      </button>
    </form>
  )
}
