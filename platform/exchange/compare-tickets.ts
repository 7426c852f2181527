import type { TicketStatus } from '../../bot/ticket-ports.js'
import type { RemoteTicket } from './exchange-messages.js'

/** A ticket of ours that the exchange knows, with what is under way. */
export interface LocalTicket {
  number: string
  status: TicketStatus['status']
  /** Messages that arrived: how far without a gap. */
  delivered: number
  /** Messages that have not arrived, dead ones among them. */
  undelivered: number
  dead: number
  /** Since when the oldest of them waits. */
  undeliveredSince: string | null
  /** Callbacks taken in: how far without a gap. */
  takenIn: number
  /** Callbacks that came too early, and since when the oldest waits. */
  kept: number
  keptSince: string | null
  /** When the exchange last had to do with it. */
  lastTrafficAt: string
}

export interface Difference {
  number: string
  kind:
    | 'missing_there'
    | 'missing_here'
    | 'state_differs'
    | 'undelivered'
    | 'dead_letter'
    | 'callbacks_missing'
    | 'messages_missing'
  /** Status here; null: there is no such ticket. */
  here: TicketStatus['status'] | null
  /** Status there; null: there is no such ticket. */
  there: TicketStatus['status'] | null
  /** How many messages or callbacks it is about; 0 where it is about none. */
  count: number
}

/** What is younger may still be under way. */
const SETTLE_MS = 10 * 60_000

/**
 * Both sides by number and state, in the order of the numbers. A ticket on which something was exchanged in the last
 * ten minutes is only compared by what has waited longer than that.
 */
export function compareTickets(
  local: readonly LocalTicket[],
  remote: ReadonlyMap<string, RemoteTicket>,
  now: Date,
): Difference[] {
  const settledBefore = new Date(now.getTime() - SETTLE_MS).toISOString()
  const known = new Set(local.map(({ number }) => number))
  const differences = local.flatMap((ticket) =>
    differencesOf(ticket, remote.get(ticket.number) ?? null, settledBefore),
  )
  for (const { number, status } of remote.values()) {
    if (!known.has(number))
      differences.push({ number, kind: 'missing_here', here: null, there: status, count: 0 })
  }
  return differences.sort((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : 0))
}

function differencesOf(here: LocalTicket, there: RemoteTicket | null, settledBefore: string): Difference[] {
  const found: Difference[] = []
  const add = (kind: Difference['kind'], count = 0) =>
    found.push({ number: here.number, kind, here: here.status, there: there?.status ?? null, count })
  if (here.dead > 0) add('dead_letter', here.dead)
  if (
    here.undelivered > here.dead &&
    here.undeliveredSince !== null &&
    here.undeliveredSince < settledBefore
  ) {
    add('undelivered', here.undelivered - here.dead)
  }
  const isSettled = here.lastTrafficAt < settledBefore
  const sent = there?.callbacks ?? 0
  if (here.kept > 0 && here.keptSince !== null && here.keptSince < settledBefore) {
    add('callbacks_missing', here.kept)
  } else if (isSettled && here.kept === 0 && sent > here.takenIn) {
    add('callbacks_missing', sent - here.takenIn)
  }
  if (!isSettled) return found
  if (there && there.messages !== undefined && there.messages < here.delivered) {
    add('messages_missing', here.delivered - there.messages)
  }
  if (!there && here.delivered > 0) add('missing_there')
  // What is under way, or lost on it, says already why they differ.
  if (there && there.status !== here.status && found.length === 0) add('state_differs')
  return found
}
