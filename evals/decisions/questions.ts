import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readConsultations } from '../retrieval/consultations.js'

export interface DecisionQuestion {
  set: 'judged' | 'consulted'
  question: string
  /** Titles of the entries that settle it, of a judged question. */
  titles: readonly string[]
  /** 民法典第五十六条: articles that decide a consultation. */
  articles: readonly string[]
}

const JUDGED = join(import.meta.dirname, 'judged.jsonl')

/** Questions of citizens, named by their id, with the entries that settle them; none does: []. */
export function readJudged(shared: string): DecisionQuestion[] {
  if (!existsSync(JUDGED)) return []
  const questions = new Map(
    readLines<{ id: number; question: string }>(join(shared, 'citizen-questions', 'questions.jsonl')).map(
      ({ id, question }) => [id, question],
    ),
  )
  return readLines<{ id: number; titles: string[] }>(JUDGED).flatMap(({ id, titles }) => {
    const question = questions.get(id)
    return question === undefined ? [] : [{ set: 'judged' as const, question, titles, articles: [] }]
  })
}

function readLines<T>(path: string): T[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
}

export function readConsulted(shared: string): DecisionQuestion[] {
  return readConsultations(join(shared, 'consultations', 'train.jsonl')).map(({ question, gold }) => ({
    set: 'consulted',
    question,
    titles: [],
    articles: gold.map(({ name }) => name.replace(/中华人民共和国/g, '')),
  }))
}
