import { z } from 'zod'
import type { Case } from '../cases/case.js'
import { leadingArticle } from './article-names.js'
import { readRecords } from './read-records.js'

const conversationSchema = z.object({
  id: z.union([z.string(), z.number()]),
  conversation: z
    .array(
      z.object({
        question: z.string().trim().min(1),
        response: z.string(),
        /** Name and text of each article that the response rests on. */
        article: z.array(z.string()).optional(),
      }),
    )
    .min(1),
})

/** LexRAG: every turn of a conversation is a case, with the citizen's messages before it. */
export function readLexrag(path: string): Case[] {
  return readRecords(path, conversationSchema).flatMap(({ id, conversation }) =>
    conversation.flatMap(({ response, article = [] }, n) => {
      const cites = article.flatMap(leadingArticle)
      const answer = response.trim()
      if (cites.length === 0 && answer === '') return []
      return [
        {
          id: `lexrag-${id}-${n + 1}`,
          turns: conversation.slice(0, n + 1).map(({ question }) => question),
          kind: 'lexrag',
          expect: { ...(cites.length > 0 && { cites }), ...(answer !== '' && { answer }) },
        },
      ]
    }),
  )
}
