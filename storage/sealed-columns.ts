import { type RawBuilder, sql } from 'kysely'

/** A table with what is made with the data key, and by what its rows are told apart and put in order. */
interface KeyedTable {
  table: string
  id: RawBuilder<unknown>
  columns: readonly string[]
}

const table = (
  name: string,
  columns: readonly string[],
  id: RawBuilder<unknown> = sql.ref('id'),
): KeyedTable => ({
  table: name,
  id,
  columns,
})

/** All that is encrypted; `data_key.earlier_encrypted` is written with the key itself. */
export const SEALED: readonly KeyedTable[] = [
  table('messages', ['text_encrypted']),
  table('turns', ['answer_encrypted']),
  table('conversation_events', ['payload_encrypted'], sql.ref('seq')),
  table('tickets', ['contact_encrypted']),
  table('ticket_events', ['payload_encrypted'], sql.ref('seq')),
  table('live_events', ['text_encrypted'], sql.ref('seq')),
  table('quality_samples', ['note_encrypted']),
  table('channel_peers', ['peer_encrypted', 'reply_to_encrypted']),
  table('channel_inbox', ['content_encrypted']),
  table('channel_values', ['value_encrypted'], sql`channel || ' ' || name`),
  table('deliveries', ['text_encrypted']),
  table('exchange_outbox', ['payload_encrypted']),
  table('exchange_callbacks', ['payload_encrypted'], sql.ref('message_id')),
  table('staff', ['totp_secret_encrypted']),
]

/**
 * All that is a `mac` in hex. The audit log keeps its hashes, as it is append-only; what counts wrong passwords
 * (`staff_failures.key`) is forgotten with the key.
 */
export const HASHED: readonly KeyedTable[] = [
  table('tickets', ['query_code_hash', 'contact_hash']),
  table('hotline_calls', ['caller_hash']),
  table('channel_peers', ['peer_hash']),
  table('exchange_callbacks', ['body_hash'], sql.ref('message_id')),
]
