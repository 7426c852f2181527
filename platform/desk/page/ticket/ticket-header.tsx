import { Button, Dropdown, Tooltip } from 'antd'
import { Link } from 'wouter'
import { MATTERS, type Matter } from '../../../../knowledge/matter.js'
import { Deadline } from '../deadline.js'
import type { Command, Ticket } from '../desk-api.js'
import { BackIcon, MoreIcon, NextIcon, PreviousIcon, UrgentIcon } from '../icons.js'
import { reviewWords } from '../review/review-words.js'
import { StatusTag } from '../status-tag.js'
import { fullTime } from '../time-words.js'
import { words } from '../words.js'
import type { Asking } from './ticket-dialogs.js'

interface TicketHeaderProps {
  ticket: Ticket
  queueHref: string
  /** Addresses of the tickets before and after this one in the list that one came from. */
  neighbours: { previous: string | null; next: string | null }
  isTaking: boolean
  /** null: there is nothing to propose. */
  onPropose: (() => void) | null
  onTake: () => void
  onAsk: (asking: Asking) => void
}

const RARE = ['return', 'escalate', 'release', 'merge', 'cancel'] as const

export function TicketHeader(props: TicketHeaderProps) {
  const { ticket, queueHref, neighbours, isTaking, onPropose, onTake, onAsk } = props
  const can = (kind: Command['kind']) => ticket.possible.includes(kind)
  const about = [
    MATTERS[ticket.matter as Matter],
    ticket.regionName,
    ticket.officeName ?? words.provinceQueue,
    words.channels[ticket.channel] ?? ticket.channel,
    words.ticket.openedAt(fullTime(ticket.createdAt)),
  ].filter(Boolean)
  return (
    <header className="ticket__head">
      <div className="ticket__bar">
        <Tooltip title={words.ticket.back}>
          <Link href={queueHref} className="icon-link" aria-label={words.ticket.back}>
            <BackIcon />
          </Link>
        </Tooltip>
        <h1 className="ticket__number">{ticket.number}</h1>
        <StatusTag status={ticket.status} />
        {ticket.urgency === 'urgent' && (
          <span className="urgent">
            <UrgentIcon />
            {words.urgent}
          </span>
        )}
        <Deadline dueAt={ticket.dueAt} isUrgent={ticket.urgency === 'urgent'} />
        <span className="ticket__actions">
          {can('take') && (
            <Button type="primary" loading={isTaking} onClick={onTake}>
              {words.ticket.take}
            </Button>
          )}
          {ticket.callBackDueAt !== null && can('call_back') && (
            <Button type="primary" onClick={() => onAsk('call_back')}>
              {words.ticket.callBack}
            </Button>
          )}
          {can('assign') && <Button onClick={() => onAsk('assign')}>{words.ticket.assign}</Button>}
          {can('transfer') && <Button onClick={() => onAsk('transfer')}>{words.ticket.transfer}</Button>}
          {onPropose && <Button onClick={onPropose}>{reviewWords.propose}</Button>}
          {can('close') && <Button onClick={() => onAsk('close')}>{words.ticket.close}</Button>}
          {can('reopen') && <Button onClick={() => onAsk('reopen')}>{words.ticket.reopen}</Button>}
          {RARE.some(can) && (
            <Dropdown
              trigger={['click']}
              placement="bottomRight"
              menu={{
                items: RARE.filter(can).map((kind) => ({
                  key: kind,
                  label: words.dialogs.menu[kind],
                  danger: kind === 'cancel',
                  onClick: () => onAsk(kind),
                })),
              }}
            >
              <Button icon={<MoreIcon />} aria-label={words.more} />
            </Dropdown>
          )}
          <NeighbourLink href={neighbours.previous} label={words.ticket.previous} icon={<PreviousIcon />} />
          <NeighbourLink href={neighbours.next} label={words.ticket.next} icon={<NextIcon />} />
        </span>
      </div>
      <p className="ticket__about">{about.join(' · ')}</p>
    </header>
  )
}

function NeighbourLink({ href, label, icon }: { href: string | null; label: string; icon: React.ReactNode }) {
  if (href === null) return null
  return (
    <Tooltip title={label}>
      <Link href={href} className="icon-link" aria-label={label}>
        {icon}
      </Link>
    </Tooltip>
  )
}
