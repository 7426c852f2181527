import type { Answer } from '../bot/answer.js'
import type { StoredReply } from '../bot/conversations/open-reply.js'
import type { Outcome } from '../bot/outcome.js'
import type { DataKey } from '../storage/data-key.js'
import { isSameSecret } from './same-secret.js'

/** Answers made of what is published. The others speak of a ticket, or to somebody in danger. */
const SHOWN: readonly Outcome[] = ['answered_from_sources', 'answered_article', 'answered_service']
/** Of base64url: 132 bits. */
const KEY_LENGTH = 22

export type AnswerLinks = ReturnType<typeof createAnswerLinks>

/**
 * Addresses that show one whole answer to whoever has them, where a message could not carry it.
 * @param deps `personalDataIn` lists them as written; `publicUrl` undefined: citizens reach no page
 */
export function createAnswerLinks({
  dataKey,
  personalDataIn,
  publicUrl,
}: {
  dataKey: Pick<DataKey, 'mac'>
  personalDataIn(text: string): string[]
  publicUrl: string | undefined
}) {
  const keyOf = (replyId: string) =>
    dataKey.mac('answer link', replyId).toString('base64url').slice(0, KEY_LENGTH)

  return {
    /**
     * null: no page is reached, or the answer is for its citizen alone, as where it says their data back to them.
     * @param asked what it answers
     */
    urlOf(
      { replyId, outcome, answer }: Pick<StoredReply, 'replyId' | 'outcome' | 'answer'>,
      asked: string,
    ): string | null {
      if (publicUrl === undefined || !SHOWN.includes(outcome)) return null
      const written = writtenIn(answer)
      if (personalDataIn(asked).some((theirs) => written.some((text) => text.includes(theirs)))) return null
      return `${publicUrl}/answers/${replyId}?key=${keyOf(replyId)}`
    },

    isKeyOf: (replyId: string, key: string): boolean => isSameSecret(key, keyOf(replyId)),
  }
}

/** All but what is quoted, and the offices. */
function writtenIn({ summary, points, steps, materials, notices }: Answer): string[] {
  return [summary, ...[...points, ...steps].map(({ text }) => text), ...materials, ...notices]
}
