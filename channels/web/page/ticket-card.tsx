import { Icon } from '../../../ui/icon.js'
import { useWords } from '../../../ui/words/use-words.js'
import { ContactView } from './contact-view.js'
import { CopyButton } from './copy-button.js'
import type { TicketStatus } from './entry.js'
import type { ContactActions } from './exchange-actions.js'

export interface TicketInfo {
  number: string
  status: TicketStatus['status']
  /** null: not told again. */
  queryCode: string | null
}

interface TicketCardProps {
  ticket: TicketInfo
  newest: boolean
  contacts: ContactActions
}

export function TicketCard({ ticket, newest, contacts }: TicketCardProps) {
  const words = useWords()
  const { number, status, queryCode } = ticket
  return (
    <div className="ticket">
      <h3 className="ticket__title">
        <Icon name="ticket" />
        {words.ticket.title}
        <TicketBadge status={status} />
      </h3>
      <dl className="ticket__facts">
        <div>
          <dt>{words.ticket.number}</dt>
          <dd>{number}</dd>
        </div>
        {queryCode && (
          <div>
            <dt>{words.ticket.queryCode}</dt>
            <dd>{queryCode}</dd>
          </div>
        )}
      </dl>
      <p className="ticket__advice">
        {(status === 'waiting' || status === 'taken') && words.ticket.live}
        {queryCode && words.ticket.keep}
      </p>
      {queryCode && (
        <CopyButton label={words.ticket.copyCode} text={() => words.ticket.clipboard(number, queryCode)} />
      )}
      <ContactView ticketNumber={number} open={!ENDED.has(status)} newest={newest} actions={contacts} />
    </div>
  )
}

const ENDED: ReadonlySet<TicketInfo['status']> = new Set(['closed', 'cancelled', 'merged'])

const TONES = {
  waiting: 'badge--wait',
  taken: 'badge--wait',
  waiting_for_citizen: 'badge--wait',
  answered: 'badge--good',
  closed: 'badge--quiet',
  cancelled: 'badge--quiet',
  merged: 'badge--quiet',
} as const satisfies Record<TicketInfo['status'], string>

export function TicketBadge({ status }: { status: TicketInfo['status'] }) {
  const words = useWords()
  const tone = TONES[status]
  return (
    <span className={`badge ${tone}`}>
      <span className="visually-hidden">{words.ticket.statusLabel}：</span>
      {words.ticket.status[status]}
    </span>
  )
}
