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

/** Questions of citizens, named by the number of their line, with the entries that settle them; none does: []. */
export function readJudged(shared: string): DecisionQuestion[] {
  if (!existsSync(JUDGED)) return []
  const questions = readFileSync(join(shared, 'citizen-questions', 'questions.jsonl'), 'utf8').split('\n')
  return readFileSync(JUDGED, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { id, titles } = JSON.parse(line) as { id: number; titles: string[] }
      const { question } = JSON.parse(questions[id] ?? '{}') as { question: string }
      return { set: 'judged', question, titles, articles: [] }
    })
}

export function readConsulted(shared: string): DecisionQuestion[] {
  return readConsultations(join(shared, 'consultations', 'train.jsonl')).map(({ question, gold }) => ({
    set: 'consulted',
    question,
    titles: [],
    articles: gold.map(({ name }) => name.replace(/中华人民共和国/g, '')),
  }))
}
