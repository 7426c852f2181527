import { aigcLabel } from '../../bot/aigc-label.js'
import type { Conversations } from '../../bot/conversations.js'
import type { PageLinks } from '../page-links.js'
import { isRowId } from './authenticate.js'
import type { SharedAnswer } from './web-deps.js'

/** A message that carries the address may be kept for years; the law goes on. */
const SHOWN_FOR_MS = 30 * 86_400_000

interface ReadAnswerDeps {
  conversations: Pick<Conversations, 'replyById'>
  pageLinks: Pick<PageLinks, 'isKeyOf'>
  now(): Date
}

/** What an address of `PageLinks` shows, without a word of the citizen; null for 30 days old, unknown and wrong key alike. */
export function createReadAnswer({ conversations, pageLinks, now }: ReadAnswerDeps) {
  return async (replyId: string, key: string): Promise<SharedAnswer | null> => {
    if (!isRowId(replyId) || !pageLinks.isKeyOf('answer', replyId, key)) return null
    const reply = await conversations.replyById(replyId)
    if (!reply || now().getTime() - Date.parse(reply.at) >= SHOWN_FOR_MS) return null
    const answer = { ...reply.answer, choices: [], followUps: [] }
    return { answer, ...aigcLabel(answer, replyId), at: reply.at }
  }
}
