import { type ExpressionBuilder, sql, type Transaction } from 'kysely'
import type { DataKey } from '../../storage/data-key.js'
import type { Tables } from '../../storage/tables.js'
import { eraseExchangeMessages } from './erase-exchange.js'
import { ERASED, ERASED_ANSWER, eraseConversationPayload, eraseTicketPayload, eraseTrace } from './erased.js'
import type { EraseContext } from './privacy-deps.js'

/**
 * Replaces every text of these conversations, of their tickets, calls, deliveries and messages of the exchange, and
 * forgets who the citizens are; what is counted (outcomes, times, states) stays. The citizen's page is not let in any
 * more, and whoever writes again over a platform begins a new conversation.
 */
export async function eraseConversations(
  trx: Transaction<Tables>,
  ids: readonly string[],
  context: EraseContext,
): Promise<void> {
  if (ids.length === 0) return
  const { dataKey, at } = context
  const sealed = dataKey.encrypt(ERASED)
  await trx
    .updateTable('messages')
    .set({ text_encrypted: sealed, text_masked: ERASED, input: '{}' })
    .where('conversation_id', 'in', ids)
    .execute()
  await trx.deleteFrom('pending_messages').where('conversation_id', 'in', ids).execute()
  await trx
    .updateTable('live_events')
    .set({ text_encrypted: sealed })
    .where('conversation_id', 'in', ids)
    .where('text_encrypted', 'is not', null)
    .execute()
  await eraseTurns(trx, ids, dataKey)
  const seqs = await eraseEvents(trx, ids, dataKey)
  await erasePeers(trx, ids, seqs, context)
  await eraseTickets(trx, ids, context)
  const calls = await trx
    .selectFrom('hotline_calls')
    .select('id')
    .where('conversation_id', 'in', ids)
    .execute()
  await eraseCalls(
    trx,
    calls.map(({ id }) => id),
    at,
  )
  await trx
    .updateTable('conversations')
    .set({ secret_hash: '', erased_at: at })
    .where('id', 'in', ids)
    .execute()
}

/** Who called, and what was suggested to staff on what they said. */
export async function eraseCalls(
  trx: Transaction<Tables>,
  ids: readonly string[],
  at: string,
): Promise<void> {
  if (ids.length === 0) return
  await trx.updateTable('suggestions').set({ text: ERASED }).where('call_id', 'in', ids).execute()
  await trx
    .updateTable('hotline_calls')
    .set({ caller_hash: null, erased_at: at })
    .where('id', 'in', ids)
    .execute()
}

async function eraseTurns(trx: Transaction<Tables>, ids: readonly string[], dataKey: DataKey): Promise<void> {
  await trx.deleteFrom('answer_entries').where('conversation_id', 'in', ids).execute()
  const answer = dataKey.encrypt(JSON.stringify(ERASED_ANSWER))
  const turns = await trx
    .selectFrom('turns')
    .select(['id', 'trace'])
    .where('conversation_id', 'in', ids)
    .execute()
  for (const { id, trace } of turns) {
    await trx
      .updateTable('turns')
      .set({
        answer_encrypted: answer,
        trace: JSON.stringify(eraseTrace(JSON.parse(trace))),
        rating_comment: null,
      })
      .where('id', '=', id)
      .execute()
  }
}

/** @returns their seqs */
async function eraseEvents(trx: Transaction<Tables>, ids: readonly string[], dataKey: DataKey) {
  const events = await trx
    .selectFrom('conversation_events')
    .select(['seq', 'payload_encrypted'])
    .where('conversation_id', 'in', ids)
    .execute()
  for (const { seq, payload_encrypted } of events) {
    const payload = eraseConversationPayload(JSON.parse(dataKey.decrypt(payload_encrypted)))
    await trx
      .updateTable('conversation_events')
      .set({ payload_encrypted: dataKey.encrypt(JSON.stringify(payload)) })
      .where('seq', '=', seq)
      .execute()
  }
  return events.map(({ seq }) => seq)
}

/** @param seqs of events that others heard who are bound to these conversations */
async function erasePeers(
  trx: Transaction<Tables>,
  ids: readonly string[],
  seqs: readonly number[],
  { dataKey, at }: EraseContext,
): Promise<void> {
  const sealed = dataKey.encrypt(ERASED)
  const rows = await trx
    .selectFrom('channel_peers')
    .select('id')
    .where('conversation_id', 'in', ids)
    .execute()
  const bound = await trx
    .selectFrom('channel_bindings')
    .select('peer_id')
    .where('conversation_id', 'in', ids)
    .execute()
  const peers = ['', ...rows.map(({ id }) => id)]
  const hearers = ['', ...bound.map(({ peer_id }) => peer_id)]
  const causes = ['', ...seqs.map((seq) => `event:${seq}`)]
  const theirs = ({ eb, or, and }: ExpressionBuilder<Tables, 'deliveries'>) =>
    or([eb('peer_id', 'in', peers), and([eb('peer_id', 'in', hearers), eb('cause', 'in', causes)])])
  // What waits must not go out as a gap.
  await trx
    .updateTable('deliveries')
    .set({ status: 'failed', code: 'erased', reason: null, claimed_until: null, settled_at: at })
    .where(theirs)
    .where((eb) =>
      eb.or([
        eb('status', 'in', ['queued', 'held']),
        eb.and([eb('status', '=', 'passive'), eb('settled_at', 'is', null)]),
      ]),
    )
    .execute()
  await trx
    .updateTable('deliveries')
    .set({ text_encrypted: sealed, choices: null, erased_at: at })
    .where(theirs)
    .execute()
  await trx
    .updateTable('channel_inbox')
    .set((eb) => ({ content_encrypted: null, done_at: eb.fn.coalesce('done_at', eb.val(at)) }))
    .where('peer_id', 'in', peers)
    .execute()
  await trx
    .deleteFrom('channel_bindings')
    .where((eb) => eb.or([eb('conversation_id', 'in', ids), eb('peer_id', 'in', peers)]))
    .execute()
  await trx
    .updateTable('channel_peers')
    .set({
      peer_hash: sql<string>`'erased ' || id`,
      peer_encrypted: sealed,
      reply_to_encrypted: null,
      allowance: null,
      allowance_until: null,
      response_until: null,
    })
    .where('id', 'in', peers)
    .execute()
}

async function eraseTickets(trx: Transaction<Tables>, ids: readonly string[], context: EraseContext) {
  const { dataKey } = context
  const tickets = await trx
    .updateTable('tickets')
    .set({ summary_masked: ERASED, contact_encrypted: null, contact_hash: null })
    .where('conversation_id', 'in', ids)
    .returning('id')
    .execute()
  if (tickets.length === 0) return
  const ticketIds = tickets.map(({ id }) => id)
  const events = await trx
    .selectFrom('ticket_events')
    .select(['seq', 'kind', 'payload_encrypted'])
    .where('ticket_id', 'in', ticketIds)
    .execute()
  for (const { seq, kind, payload_encrypted } of events) {
    const payload = eraseTicketPayload(kind, JSON.parse(dataKey.decrypt(payload_encrypted)))
    await trx
      .updateTable('ticket_events')
      .set({ payload_encrypted: dataKey.encrypt(JSON.stringify(payload)) })
      .where('seq', '=', seq)
      .execute()
  }
  await trx
    .updateTable('quality_samples')
    .set({ note_encrypted: dataKey.encrypt(ERASED) })
    .where('ticket_id', 'in', ticketIds)
    .where('note_encrypted', 'is not', null)
    .execute()
  await eraseExchangeMessages(trx, { ticketIds }, context)
}
