import { type FormEvent, useEffect, useId, useState } from 'react'
import { useWords } from '../../../ui/words/use-words.js'
import { CONTACT_NOTICE } from '../contact-notice.js'
import type { Contact } from './api.js'
import { ConsentBoxes } from './consent-boxes.js'
import type { ContactActions } from './exchange-actions.js'
import { RequestFailed } from './request-failed.js'

interface ContactViewProps {
  ticketNumber: string
  /** false: the ticket has ended, nobody calls any more. */
  open: boolean
  /** Who mentioned a number is asked for it at once, below the newest exchange alone. */
  newest: boolean
  actions: ContactActions
}

/** Under which number staff may call: asked for once a ticket is there, kept with consent, taken back at any time. */
export function ContactView({ ticketNumber, open, newest, actions }: ContactViewProps) {
  const words = useWords()
  const [contact, setContact] = useState<Contact | null>(null)
  const [isAsking, setAsking] = useState(false)
  const [said, setSaid] = useState('')
  const load = () =>
    actions.read(ticketNumber).then(
      (read) => {
        setContact(read)
        return read
      },
      // What cannot be read now is asked for another time.
      () => null,
    )
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each card; what is changed here loads it anew
  useEffect(() => {
    void load().then((read) => setAsking(newest && read?.kept === null && read.mentioned !== null))
  }, [ticketNumber])

  if (contact === null) return null
  const forget = () =>
    actions.forget(ticketNumber).then(
      () => load().then(() => setSaid(words.contact.forgotten)),
      () => setSaid(words.contact.failed),
    )
  return (
    <div className="contact">
      {contact.kept !== null && (
        <p className="contact__kept">
          {words.contact.kept(contact.kept)}{' '}
          <button type="button" className="link-button" onClick={() => void forget()}>
            {words.contact.forget}
          </button>
        </p>
      )}
      {contact.kept === null && open && !isAsking && (
        <button type="button" className="chip" onClick={() => setAsking(true)}>
          {words.contact.ask}
        </button>
      )}
      {contact.kept === null && open && isAsking && (
        <ContactForm
          contact={contact}
          onKeep={async (phone, byGuardian) => {
            await actions.keep(ticketNumber, { phone, byGuardian, agreed: true, notice: CONTACT_NOTICE })
            setSaid('')
            setAsking(false)
            await load()
          }}
        />
      )}
      <p className="contact__said" role="status">
        {said}
      </p>
    </div>
  )
}

interface ContactFormProps {
  contact: Contact
  /** @throws {RequestFailed} */
  onKeep: (phone: string, byGuardian: boolean) => Promise<void>
}

function ContactForm({ contact: { mentioned, keeper, keepDays }, onKeep }: ContactFormProps) {
  const words = useWords().contact
  const [phone, setPhone] = useState(mentioned ?? '')
  const [isAgreed, setAgreed] = useState(false)
  const [isChild, setChild] = useState(false)
  const [problem, setProblem] = useState('')
  const phoneId = useId()
  const problemId = useId()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (phone.replace(/\D/g, '').length < 7) return setProblem(words.noPhone)
    if (!isAgreed) return setProblem(isChild ? words.noGuardian : words.noConsent)
    setProblem('')
    onKeep(phone.trim(), isChild).catch((error: unknown) =>
      setProblem((error instanceof RequestFailed && error.serverMessage) || words.failed),
    )
  }
  return (
    <form className="contact__form" onSubmit={onSubmit} noValidate>
      {mentioned !== null && <p>{words.mentioned(mentioned)}</p>}
      <label htmlFor={phoneId}>{words.label}</label>
      <input
        id={phoneId}
        className="field"
        type="tel"
        autoComplete="tel"
        maxLength={40}
        aria-describedby={problemId}
        value={phone}
        onChange={(event) => setPhone(event.target.value)}
      />
      <p className="contact__notice">{words.notice(keeper, words.period(keepDays))}</p>
      <ConsentBoxes
        {...{ words: words, isAgreed, isChild }}
        onChange={(consent) => {
          setAgreed(consent.isAgreed)
          setChild(consent.isChild)
        }}
      />
      <p id={problemId} className="form__problem" role="alert">
        {problem}
      </p>
      <button type="submit" className="button button--primary">
        {words.send}
      </button>
    </form>
  )
}
