import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import type { ConversationEvent, EventBody, NewConversationEvent } from './conversation-event.js'
import type { StoreContext } from './store-context.js'

interface EventRow {
  seq: number
  conversation_id: string
  payload_encrypted: string
}

export function createConversationEvents({ db, dataKey, outgoing }: StoreContext) {
  const open = (row: EventRow): ConversationEvent => ({
    seq: row.seq,
    conversationId: row.conversation_id,
    ...(JSON.parse(dataKey.decrypt(row.payload_encrypted)) as EventBody),
  })

  return {
    /** Inside the caller's transaction, so that the event exists exactly if its cause does. */
    async appendEvents(
      trx: Transaction<Tables>,
      conversationId: string,
      events: readonly NewConversationEvent[],
    ): Promise<void> {
      // Takes the conversation's row lock: on PostgreSQL, without it, a lower seq may be committed after a higher
      // one was read, and a stream that resumes after the higher would never see it.
      await trx
        .updateTable('conversations')
        .set((row) => ({ channel: row.ref('channel') }))
        .where('id', '=', conversationId)
        .execute()
      for (const event of events) {
        const { seq } = await trx
          .insertInto('conversation_events')
          .values({
            conversation_id: conversationId,
            kind: event.kind,
            payload_encrypted: dataKey.encrypt(JSON.stringify(event)),
            created_at: event.at,
          })
          .returning('seq')
          .executeTakeFirstOrThrow()
        await outgoing?.onEvent(trx, { ...event, seq, conversationId })
      }
    },

    /** Events of one conversation after `seq`, oldest first, at most 200. */
    async eventsOf(conversationId: string, afterSeq: number): Promise<ConversationEvent[]> {
      const rows = await db
        .selectFrom('conversation_events')
        .select(['seq', 'conversation_id', 'payload_encrypted'])
        .where('conversation_id', '=', conversationId)
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .limit(200)
        .execute()
      return rows.map(open)
    },

    /** null: nothing has happened in it. */
    async lastEvent(conversationId: string): Promise<ConversationEvent | null> {
      const row = await db
        .selectFrom('conversation_events')
        .select(['seq', 'conversation_id', 'payload_encrypted'])
        .where('conversation_id', '=', conversationId)
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row ? open(row) : null
    },

    /** The seqs after `afterSeq` over all conversations, ascending, without reading the events. */
    async newEventSeqs(afterSeq: number, limit: number): Promise<{ seq: number; conversationId: string }[]> {
      const rows = await db
        .selectFrom('conversation_events')
        .select(['seq', 'conversation_id'])
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .limit(limit)
        .execute()
      return rows.map((row) => ({ seq: row.seq, conversationId: row.conversation_id }))
    },

    /** 0 before the first event. */
    async lastEventSeq(): Promise<number> {
      const row = await db
        .selectFrom('conversation_events')
        .select((eb) => eb.fn.max('seq').as('last'))
        .executeTakeFirst()
      return Number(row?.last ?? 0)
    },
  }
}
