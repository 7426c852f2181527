import type { Answer } from '../bot/answer.js'
import type { StoredReply } from '../bot/conversations/open-reply.js'
import type { Outcome } from '../bot/outcome.js'
import { pageKey, pageKeys } from '../bot/page-key.js'
import type { DataKey } from '../storage/data-key.js'
import { isSameSecret } from './same-secret.js'

/** Answers made of what is published. The others speak of a ticket, or to somebody in danger. */
const SHOWN: readonly Outcome[] = ['answered_from_sources', 'answered_article', 'answered_service']

type Page = 'answer' | 'article'

export type PageLinks = ReturnType<typeof createPageLinks>

/**
 * Signed addresses of pages to read, for messages on other platforms.
 * @param deps `personalDataIn` lists them as written; `publicUrl` undefined: citizens reach no page
 */
export function createPageLinks({
  dataKey,
  personalDataIn,
  publicUrl,
}: {
  dataKey: Pick<DataKey, 'macs'>
  personalDataIn(text: string): string[]
  publicUrl: string | undefined
}) {
  const signed = (page: Page, id: string) =>
    `${publicUrl}/${page}s/${encodeURIComponent(id)}?key=${pageKey(dataKey, page, id)}`

  return {
    /**
     * Of one whole answer, where a message could not carry it. null: no page is reached, or the answer is for its
     * citizen alone, as where it says their data back to them.
     * @param asked what it answers
     */
    answerUrl(
      { replyId, outcome, answer }: Pick<StoredReply, 'replyId' | 'outcome' | 'answer'>,
      asked: string,
    ): string | null {
      if (publicUrl === undefined || !SHOWN.includes(outcome)) return null
      const written = writtenIn(answer)
      if (personalDataIn(asked).some((theirs) => written.some((text) => text.includes(theirs)))) return null
      return signed('answer', replyId)
    },

    /** Of a passage, for as long as it is known at all. null: no page is reached. */
    articleUrl: (passageId: string): string | null =>
      publicUrl === undefined ? null : signed('article', passageId),

    isKeyOf: (page: Page, id: string, key: string): boolean =>
      pageKeys(dataKey, page, id).some((known) => isSameSecret(key, known)),
  }
}

/** All but what is quoted, and the offices. */
function writtenIn({ summary, points, steps, materials, notices }: Answer): string[] {
  return [summary, ...[...points, ...steps].map(({ text }) => text), ...materials, ...notices]
}
