import type { Generated, Selectable } from 'kysely'

export interface ExchangeTables {
  exchange_destinations: ExchangeDestinationsTable
  exchange_outbox: ExchangeOutboxTable
  exchange_inbound: ExchangeInboundTable
  exchange_callbacks: ExchangeCallbacksTable
  exchange_reconciliations: ExchangeReconciliationsTable
}

/** One row a destination. Whoever holds the claim sends, so that messages go one after another. */
interface ExchangeDestinationsTable {
  name: string
  /** Random, new for every attempt. */
  claim: string | null
  /** After it the claim counts for nothing: its process is dead or too slow. */
  claimed_until: string | null
  /** In a row, whatever the message. */
  failures: Generated<number>
  next_attempt_at: string | null
  /** Of the last message that arrived. */
  delivered_at: string | null
}

/** What the destination is told: written with the event of the ticket, never deleted. */
interface ExchangeOutboxTable {
  id: Generated<number>
  destination: string
  /** Random: the idempotency key. */
  message_id: string
  ticket_id: string
  ticket_number: string
  /** Position among the messages of its ticket, from 1, without gaps. */
  ticket_seq: number
  kind: string
  /** The body, JSON, encrypted. */
  payload_encrypted: string
  /** `skipped`: staff gave it up, and what follows of its ticket goes on. */
  status: 'waiting' | 'delivered' | 'dead' | 'skipped'
  /** Counted before sending; one that was refused counts as several. */
  attempts: Generated<number>
  first_attempt_at: string | null
  last_attempt_at: string | null
  next_attempt_at: string | null
  last_error: string | null
  created_at: string
  delivered_at: string | null
  /** When its texts were. */
  erased_at: string | null
}

/** What of a ticket the destination may tell us next; its row is the lock under which callbacks are taken in. */
interface ExchangeInboundTable {
  ticket_id: string
  next_seq: number
}

/** Every callback that was signed rightly, with what became of it. */
interface ExchangeCallbacksTable {
  /** The sender's: the same id is the same message. */
  message_id: string
  /** null: no ticket has that number. */
  ticket_id: string | null
  ticket_number: string
  /** The sender's count within the ticket, from 1. */
  ticket_seq: number
  kind: string
  /** The body, JSON, encrypted. */
  payload_encrypted: string
  /** HMAC-SHA256 of the body under the data key, hex. */
  body_hash: string
  /** `kept`: it came before one that must be applied first. */
  result: 'applied' | 'kept' | 'ignored' | 'refused' | 'unknown_ticket'
  /** Why it was refused or ignored. */
  detail: string | null
  received_at: string
  /** When it got its result, other than `kept`. */
  settled_at: string | null
  /** When its texts were. */
  erased_at: string | null
}

interface ExchangeReconciliationsTable {
  id: Generated<number>
  started_at: string
  ended_at: string
  trigger: 'daily' | 'manual'
  /** How many tickets were compared. */
  compared: number
  /** JSON Difference[]. */
  differences: string
  /** Why the comparison could not be made; null: it was. */
  error: string | null
}

export type OutboxRow = Selectable<ExchangeOutboxTable>
export type CallbackRow = Selectable<ExchangeCallbacksTable>
