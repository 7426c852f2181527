import type { Conversations } from '../../bot/conversations.js'
import type { AnswerLinks } from '../answer-links.js'
import { isRowId } from './authenticate.js'
import type { SharedAnswer } from './web-deps.js'

/** A message that carries the address may be kept for years; the law goes on. */
const SHOWN_FOR_MS = 30 * 86_400_000

interface ReadAnswerDeps {
  conversations: Pick<Conversations, 'replyById'>
  answerLinks: Pick<AnswerLinks, 'isKeyOf'>
  now(): Date
}

/** What an address of `AnswerLinks` shows, without a word of the citizen; null for 30 days old, unknown and wrong key alike. */
export function createReadAnswer({ conversations, answerLinks, now }: ReadAnswerDeps) {
  return async (replyId: string, key: string): Promise<SharedAnswer | null> => {
    if (!isRowId(replyId) || !answerLinks.isKeyOf(replyId, key)) return null
    const reply = await conversations.replyById(replyId)
    if (!reply || now().getTime() - Date.parse(reply.at) >= SHOWN_FOR_MS) return null
    return { answer: { ...reply.answer, choices: [], followUps: [] }, at: reply.at }
  }
}
