import type { DataKey } from '../../storage/data-key.js'
import type { Answer, Basis } from '../answer.js'
import type { Outcome } from '../outcome.js'
import { pageKey } from '../page-key.js'

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
  const answer = JSON.parse(dataKey.decrypt(row.answer_encrypted)) as Answer
  return {
    replyId: row.turn_id,
    messageId: row.message_id,
    outcome: row.outcome as Outcome,
    answer: { ...answer, bases: answer.bases.map((basis) => withKey(basis, dataKey)) },
    ticketId: row.ticket_id,
    rating: row.rating,
  }
}

function withKey(basis: Basis, dataKey: DataKey): Basis {
  const { passageId } = basis
  return passageId === null ? basis : { ...basis, passageKey: pageKey(dataKey, 'article', passageId) }
}
