import { type FormEvent, useId, useState } from 'react'
import { PhoneText } from '../../../ui/cited-text.js'
import { Sheet } from '../../../ui/sheet.js'
import { useWords } from '../../../ui/words/use-words.js'
import { api, type TicketView } from './api.js'
import { shortTime } from './event-view.js'
import { RequestFailed } from './request-failed.js'
import { TicketBadge } from './ticket-card.js'

export function TicketQuerySheet({ onClose }: { onClose: () => void }) {
  const words = useWords()
  const [number, setNumber] = useState('')
  const [code, setCode] = useState('')
  const [ticket, setTicket] = useState<TicketView | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [searching, setSearching] = useState(false)
  const id = useId()

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault()
    setTicket(null)
    if (number.trim() === '' || code.trim() === '') return setProblem(words.query.missing)
    setProblem(null)
    setSearching(true)
    try {
      setTicket(await api.ticket(number.trim(), code.trim()))
    } catch (error) {
      setProblem((error instanceof RequestFailed && error.serverMessage) || words.loadFailed)
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
          id={`${id}-number`}
          className="field"
          value={number}
          placeholder={words.query.numberExample}
          autoComplete="off"
          onChange={(event) => setNumber(event.target.value)}
        />
        <label htmlFor={`${id}-code`}>{words.query.code}</label>
        <input
          id={`${id}-code`}
          className="field"
          value={code}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          onChange={(event) => setCode(event.target.value)}
        />
        {problem && (
          <p className="form__problem" role="alert">
            {problem}
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
