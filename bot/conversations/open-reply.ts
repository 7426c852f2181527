import type { DataKey } from '../../storage/data-key.js'
import type { Answer } from '../answer.js'
import type { Outcome } from '../outcome.js'

/** The reply to one message as it is kept. */
export interface StoredReply {
  replyId: string
  messageId: string
  outcome: Outcome
  answer: Answer
  ticketId: string | null
  rating: 'helpful' | 'unhelpful' | null
}

export const REPLY_COLUMNS = [
  'turns.id as turn_id',
  'turns.message_id as message_id',
  'turns.outcome',
  'turns.answer_encrypted',
  'turns.ticket_id',
  'turns.rating',
] as const

interface ReplyRow {
  turn_id: string | null
  message_id: string | null
  outcome: string | null
  answer_encrypted: string | null
  ticket_id: string | null
  rating: 'helpful' | 'unhelpful' | null
}

/** null where the left join found no turn: the message is not answered yet. */
export function openReply(row: ReplyRow, dataKey: DataKey): StoredReply | null {
  if (row.turn_id === null || row.message_id === null || row.answer_encrypted === null) return null
  return {
    replyId: row.turn_id,
    messageId: row.message_id,
    outcome: row.outcome as Outcome,
    answer: JSON.parse(dataKey.decrypt(row.answer_encrypted)) as Answer,
    ticketId: row.ticket_id,
    rating: row.rating,
  }
}
