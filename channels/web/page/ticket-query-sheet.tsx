import { type FormEvent, useId, useRef, useState } from 'react'
import { PhoneText } from '../../../ui/cited-text.js'
import { Sheet } from '../../../ui/sheet.js'
import { useWords } from '../../../ui/words/use-words.js'
import { api, type TicketView } from './api.js'
import { shortTime } from './china-time.js'
import { RequestFailed } from './request-failed.js'
import { TicketBadge } from './ticket-card.js'
import { readBoth, readQueryCode, readTicketNumber } from './ticket-key.js'

type Field = 'number' | 'code'

export function TicketQuerySheet({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const [number, setNumber] = useState('')
  const [code, setCode] = useState('')
  const [ticket, setTicket] = useState<TicketView | null>(null)
  /** `field`: the one to look at again; null where the server does not tell them apart. */
  const [problem, setProblem] = useState<{ text: string; field: Field | null } | null>(null)
  const [searching, setSearching] = useState(false)
  const id = useId()
  const numberRef = useRef<HTMLInputElement>(null)
  const codeRef = useRef<HTMLInputElement>(null)

  const refuse = (field: Field, text: string) => {
    setProblem({ text, field })
    const input = field === 'number' ? numberRef : codeRef
    input.current?.focus()
  }
  const onChange = (field: Field, text: string) => {
    setProblem(null)
    const both = readBoth(text)
    if (both || field === 'number') setNumber(both ? both.number : text)
    if (both || field === 'code') setCode(both ? both.code : text)
  }
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    if (searching) return
    setTicket(null)
    if (number.trim() === '') return refuse('number', words.query.numberMissing)
    if (code.trim() === '') return refuse('code', words.query.codeMissing)
    const readNumber = readTicketNumber(number)
    if (readNumber === null) return refuse('number', words.query.numberMalformed)
    const readCode = readQueryCode(code)
    if (readCode === null) return refuse('code', words.query.codeMalformed)
    if (/[01IO]/.test(readCode)) return refuse('code', words.query.codeMisread)
    setProblem(null)
    setSearching(true)
    try {
      setTicket(await api.ticket(readNumber, readCode))
    } catch (error) {
      const said = error instanceof RequestFailed ? error.serverMessage : null
      setProblem({ text: said ?? words.loadFailed, field: null })
    } finally {
      setSearching(false)
    }
  }

  return (
    <Sheet title={words.query.title} onClose={onClose}>
      <form className="form" onSubmit={(event) => void onSubmit(event)} aria-busy={searching}>
        <p>{words.query.what}</p>
        <label htmlFor={`${id}-number`}>{words.query.number}</label>
        <input
          ref={numberRef}
          id={`${id}-number`}
          className="field"
          value={number}
          placeholder={words.query.numberExample}
          autoComplete="off"
          aria-invalid={problem?.field === 'number'}
          aria-describedby={problem?.field === 'number' ? `${id}-problem` : undefined}
          onChange={(event) => onChange('number', event.target.value)}
        />
        <label htmlFor={`${id}-code`}>{words.query.code}</label>
        <input
          ref={codeRef}
          id={`${id}-code`}
          className="field"
          value={code}
          placeholder={words.query.codeExample}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          aria-invalid={problem?.field === 'code'}
          aria-describedby={problem?.field === 'code' ? `${id}-problem` : undefined}
          onChange={(event) => onChange('code', event.target.value)}
        />
        {problem && (
          <p id={`${id}-problem`} className="form__problem" role="alert">
            {problem.text}
          </p>
        )}
        <button type="submit" className="button button--primary" aria-disabled={searching}>
          {searching ? words.loading : words.query.submit}
        </button>
      </form>
      <div aria-live="polite">{ticket && <TicketResult ticket={ticket} />}</div>
    </Sheet>
  )
}

function TicketResult({ ticket }: { ticket: TicketView }) {
  const words = useWords()
  return (
    <section className="query-result">
      <h3 className="query-result__head">
        {ticket.number}
        <TicketBadge status={ticket.status} />
      </h3>
      <p className="query-result__at">
        {words.query.createdAt} {shortTime(ticket.createdAt, words.language)}
      </p>
      {ticket.replies.length === 0 && <p>{words.query.none}</p>}
      {ticket.replies.map((reply) => (
        <div key={reply.at + reply.text} className="staff">
          <p className="staff__head">
            <span className="staff__name">{words.thread.staff}</span>
            <time dateTime={reply.at}>{shortTime(reply.at, words.language)}</time>
          </p>
          <p className="staff__text" lang="zh-CN">
            <PhoneText text={reply.text} />
          </p>
        </div>
      ))}
    </section>
  )
}
