import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Case } from '../cases/case.js'
import { articleNames } from './article-names.js'
import { RecordError, readRecords } from './read-records.js'

const id = z.union([z.string(), z.number()]).transform(String)
const articleSchema = z
  .object({
    id: id.optional(),
    _id: id.optional(),
    name: z.string().optional(),
    title: z.string().optional(),
  })
  .transform((article, context) => {
    const key = article.id ?? article._id
    const name = article.name ?? article.title
    if (key !== undefined && name !== undefined) return { id: key, name }
    context.addIssue({ code: 'custom', path: [key === undefined ? 'id' : 'name'], message: 'is missing' })
    return z.NEVER
  })
const querySchema = z
  .object({
    query_id: id.optional(),
    id: id.optional(),
    _id: id.optional(),
    query: z.string().optional(),
    text: z.string().optional(),
    /** Articles that decide it, where no file of judgements says so. */
    match_id: z.array(id).optional(),
  })
  .transform((query, context) => {
    const key = query.query_id ?? query.id ?? query._id
    const text = (query.query ?? query.text)?.trim()
    if (key !== undefined && text) return { id: key, text, articles: query.match_id ?? [] }
    context.addIssue({
      code: 'custom',
      path: [key === undefined ? 'query_id' : 'query'],
      message: 'is missing',
    })
    return z.NEVER
  })

/**
 * STARD: citizens' queries, a corpus of articles, and which article decides which query.
 * @param qrels lines of `query 0 article relevance` or `query article relevance`; null where the queries say it themselves
 * @throws {RecordError}
 */
export function readStard(queries: string, corpus: string, qrels: string | null): Case[] {
  const names = new Map(readRecords(corpus, articleSchema).map(({ id, name }) => [id, name]))
  const judged = qrels === null ? null : readQrels(qrels)
  return readRecords(queries, querySchema).flatMap(({ id, text, articles }) => {
    const decisive = judged === null ? articles : (judged.get(id) ?? [])
    const cites = decisive.flatMap((article) => {
      const name = names.get(article)
      if (name === undefined) throw new RecordError(`${corpus}: article ${article} of query ${id} is missing`)
      return articleNames(name)
    })
    return cites.length === 0 ? [] : [{ id: `stard-${id}`, turns: [text], kind: 'stard', expect: { cites } }]
  })
}

function readQrels(path: string): Map<string, string[]> {
  const judged = new Map<string, string[]>()
  for (const [index, line] of readFileSync(path, 'utf8').split('\n').entries()) {
    const columns = line.trim().split(/\s+/)
    if (line.trim() === '' || (index === 0 && /^query/i.test(line))) continue
    const [query, article] = columns.length === 4 ? [columns[0], columns[2]] : columns
    const relevance = Number(columns.at(-1))
    if (columns.length < 3 || columns.length > 4 || !query || !article || Number.isNaN(relevance)) {
      throw new RecordError(`${path}:${index + 1}: needed is "query 0 article relevance"`)
    }
    if (relevance > 0) judged.set(query, [...(judged.get(query) ?? []), article])
  }
  return judged
}
