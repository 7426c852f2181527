import { z } from 'zod'
import type { Case } from '../cases/case.js'
import { articleNames } from './article-names.js'
import { readRecords } from './read-records.js'

const recordSchema = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string().trim().min(1),
  answer: z.string().nullish(),
  gold: z
    .array(
      z.object({
        name: z.string(),
        matches: z.array(z.object({ file: z.string(), article: z.string() })).optional(),
      }),
    )
    .min(1),
})

/** LeCoQA: consultations with an expert's answer and the articles that decide them, as in ../shared/data/consultations. */
export function readLecoqa(path: string): Case[] {
  return readRecords(path, recordSchema).map(({ id, question, answer, gold }) => {
    const placed = gold.flatMap(({ name, matches }) => (matches?.length ? { name, matches } : []))
    const said = answer?.trim()
    return {
      id: `lecoqa-${id}`,
      turns: [question],
      kind: 'lecoqa',
      expect: {
        // Of articles that are known by name alone no share can be counted.
        ...(placed.length === gold.length && { gold: placed }),
        cites: gold.flatMap(({ name }) => articleNames(name)),
        ...(said && { answer: said }),
      },
    }
  })
}
