import { sql } from 'kysely'
import { TOKEN } from '../../../bot/mask-personal-data.js'
import type { Outcome } from '../../../bot/outcome.js'
import type { Db } from '../../../storage/database.js'

const ROWS_A_READ = 500
/** A question of fewer characters says too little to be like another. */
const LEAST_LENGTH = 4
const UNANSWERED: readonly string[] = [
  'handed_off_low_confidence',
  'handed_off_no_citation',
] satisfies readonly Outcome[]

/** `gap`: handed to a human for want of a source, or an answer found unhelpful. */
export type Ending = 'unanswered' | 'unhelpful' | 'answered'

/** How a question ended, each time that it was asked. */
export interface AskedQuestion {
  /** Masked, as it was understood: a follow-up made whole. */
  question: string
  times: { atMs: number; ending: Ending }[]
}

/**
 * What citizens asked since then that sources answered or should have: each wording once, in order of its first time.
 * @param since ISO instant
 */
export async function readQuestions(db: Db, since: string): Promise<AskedQuestion[]> {
  const byKey = new Map<string, AskedQuestion>()
  let last = { created_at: since, id: '' }
  for (;;) {
    const rows = await db
      .selectFrom('turns as t')
      .innerJoin('messages as m', 'm.id', 't.message_id')
      .select(['t.id', 't.created_at', 't.outcome', 't.rating', 'm.text_masked'])
      .select(sql<string>`substr(t.trace, 1, ${sql.lit(BEGINNING)})`.as('trace'))
      // The first condition alone says where in the index to begin.
      .where('t.created_at', '>=', last.created_at)
      .where(({ eb, or }) => or([eb('t.created_at', '>', last.created_at), eb('t.id', '>', last.id)]))
      .orderBy('t.created_at')
      .orderBy('t.id')
      .limit(ROWS_A_READ)
      .execute()
    for (const { outcome, rating, trace, text_masked, created_at } of rows) {
      const ending = endingOf(outcome, rating)
      const question = ending && questionOf(trace, text_masked)
      if (!question) continue
      const key = keyOf(question)
      const known = byKey.get(key)
      const time = { atMs: Date.parse(created_at), ending }
      if (known) known.times.push(time)
      else if (key.length >= LEAST_LENGTH) byKey.set(key, { question, times: [time] })
    }
    if (rows.length < ROWS_A_READ) return [...byKey.values()]
    last = rows.at(-1)!
    await new Promise(setImmediate)
  }
}

function endingOf(outcome: string, rating: string | null): Ending | null {
  if (UNANSWERED.includes(outcome)) return 'unanswered'
  if (!outcome.startsWith('answered_') || outcome === 'answered_ticket_status') return null
  return rating === 'unhelpful' ? 'unhelpful' : 'answered'
}

/** The question stands at the beginning of a trace; what follows is many times as long. UTF-16 units. */
const BEGINNING = 600
const STANDALONE = /"standaloneQuestion":"((?:[^"\\]|\\.)*)/

/** @param trace its beginning. @returns null: it was erased */
function questionOf(trace: string, masked: string): string | null {
  const [, whole] = STANDALONE.exec(trace) ?? []
  if (whole !== undefined) return unescaped(whole).trim()
  return trace.includes('"standaloneQuestion":null') ? null : masked.trim()
}

function unescaped(whole: string): string {
  try {
    return JSON.parse(`"${whole}"`) as string
  } catch {
    // An escape was cut in the middle.
    return whole
  }
}

/** Punctuation and what was masked make no other question. */
function keyOf(question: string): string {
  return withoutMarks(question).replace(/[\s\p{P}]/gu, '')
}

export function withoutMarks(question: string): string {
  return question.replace(TOKEN, '')
}

export function hasMarks(question: string): boolean {
  return withoutMarks(question) !== question
}
