import type { TicketStatus } from '../../bot/ticket-ports.js'
import type { TicketCommand } from './ticket-command.js'

type Status = TicketStatus['status']

const OPEN = ['waiting', 'taken', 'waiting_for_citizen'] as const
const ANY = [...OPEN, 'answered', 'closed', 'cancelled', 'merged'] as const

/** In which states each command can be done. What the state is afterwards, `foldEvent` says. */
const POSSIBLE: Record<TicketCommand['kind'], readonly Status[]> = {
  take: ['waiting'],
  release: ['taken', 'waiting_for_citizen'],
  ask: ['taken', 'waiting_for_citizen'],
  // Staff may answer without having taken it, and add to an answer.
  reply: [...OPEN, 'answered'],
  note: ANY,
  citizen_reply: OPEN,
  transfer: OPEN,
  return: OPEN,
  escalate: OPEN,
  remind: ['waiting', 'taken'],
  reopen: ['answered', 'closed', 'cancelled'],
  cancel: OPEN,
  merge: [...OPEN, 'answered'],
  close: [...OPEN, 'answered'],
  rate: ['closed'],
  // Owed since it was rated, whatever became of it afterwards.
  call_back: ANY,
}

export function isPossible(command: TicketCommand['kind'], status: Status): boolean {
  return POSSIBLE[command].includes(status)
}
