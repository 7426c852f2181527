import type { TicketStatus } from '../../../bot/ticket-ports.js'
import { words } from './words.js'

export function StatusTag({ status }: { status: TicketStatus['status'] }) {
  return <span className={`status status--${status}`}>{words.statuses[status]}</span>
}
