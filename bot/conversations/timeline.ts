import type { Answer } from '../answer.js'
import { exchangeOf } from '../exchange-of.js'
import { APART_FROM_TALK, type Outcome } from '../outcome.js'
import type { Exchange, Trace } from '../turn.js'
import { openReply, REPLY_COLUMNS, type StoredReply } from './open-reply.js'
import type { StoreContext } from './store-context.js'

/** Exchanges that a follow-up can lean on. */
const HISTORY_LENGTH = 5

export interface TimelineEntry {
  messageId: string
  clientMessageId: string
  text: string
  textMasked: string
  at: string
  reply: StoredReply | null
  repliedAt: string | null
}

export function createTimeline({ db, dataKey }: StoreContext) {
  return {
    /** The last exchanges, oldest first, at most five. */
    async history(conversationId: string): Promise<Exchange[]> {
      const rows = await db
        .selectFrom('turns')
        .innerJoin('messages', 'messages.id', 'turns.message_id')
        .select(['text_masked', 'outcome', 'answer_encrypted', 'trace'])
        .where('turns.conversation_id', '=', conversationId)
        .where('outcome', 'not in', APART_FROM_TALK)
        .orderBy('turns.created_at', 'desc')
        .limit(HISTORY_LENGTH)
        .execute()
      return rows.reverse().map((row) => {
        const trace = JSON.parse(row.trace) as Trace
        const answer = JSON.parse(dataKey.decrypt(row.answer_encrypted)) as Answer
        return exchangeOf(row.text_masked, { outcome: row.outcome as Outcome, answer, trace })
      })
    },

    /**
     * The newest messages with their replies, oldest first.
     * @param limit 1 to 500
     * @param upTo ISO instant: later messages are left out
     */
    async timeline(conversationId: string, limit = 200, upTo?: string): Promise<TimelineEntry[]> {
      const rows = await db
        .selectFrom('messages')
        .leftJoin('turns', 'turns.message_id', 'messages.id')
        .select(['messages.id', 'client_message_id', 'text_encrypted', 'text_masked'])
        .select(['messages.created_at as at', 'turns.created_at as replied_at'])
        .select(REPLY_COLUMNS)
        .where('messages.conversation_id', '=', conversationId)
        .$if(upTo !== undefined, (query) => query.where('messages.created_at', '<=', upTo ?? ''))
        .orderBy('messages.created_at', 'desc')
        .limit(limit)
        .execute()
      return rows.reverse().map((row) => ({
        messageId: row.id,
        clientMessageId: row.client_message_id,
        text: dataKey.decrypt(row.text_encrypted),
        textMasked: row.text_masked,
        at: row.at,
        reply: openReply(row, dataKey),
        repliedAt: row.replied_at,
      }))
    },
  }
}
