import { App, Button } from 'antd'
import type { Ticket } from '../desk-api.js'
import { CopyIcon } from '../icons.js'
import { words } from '../words.js'
import { restoreMasks } from './restore-masks.js'

const PARTS = ['who', 'what', 'when', 'where', 'wish'] as const

/** Who, what, when, where, and what the citizen wants; and how to reach them. */
export function FactsPanel({ ticket }: { ticket: Ticket }) {
  const { message } = App.useApp()
  const { facts, contact, hasContact, masks } = ticket
  const copy = async (text: string) => {
    await navigator.clipboard.writeText(text)
    message.success(words.enrol.copied)
  }
  return (
    <section className="panel" aria-labelledby="facts">
      <h2 id="facts" className="panel__title">
        {words.ticket.facts}
      </h2>
      <dl className="facts">
        {PARTS.map((part) => (
          <div key={part} className={facts[part] === undefined ? 'facts__missing' : undefined}>
            <dt>{words.ticket.parts[part]}</dt>
            <dd>{facts[part] === undefined ? words.ticket.notSaid : restoreMasks(facts[part], masks)}</dd>
          </div>
        ))}
        <div className={contact === null && !hasContact ? 'facts__missing' : undefined}>
          <dt>{words.ticket.contact}</dt>
          <dd>
            {contact ?? (hasContact ? words.ticket.contactHidden : words.ticket.noContact)}
            {contact !== null && (
              <Button
                type="text"
                size="small"
                icon={<CopyIcon />}
                aria-label={words.ticket.copyContact}
                onClick={() => void copy(contact)}
              />
            )}
          </dd>
        </div>
        {ticket.reopenedCount > 0 && (
          <div>
            <dt>{words.ticket.reopened}</dt>
            <dd>{words.ticket.times(ticket.reopenedCount)}</dd>
          </div>
        )}
        {ticket.satisfied !== null && (
          <div>
            <dt>{words.ticket.rating}</dt>
            <dd>{ticket.satisfied ? words.ticket.satisfied : words.ticket.dissatisfied}</dd>
          </div>
        )}
      </dl>
    </section>
  )
}
