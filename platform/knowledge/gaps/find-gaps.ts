import { createHash } from 'node:crypto'
import { groupQuestions } from '../../../retrieval/likeness/group-questions.js'
import type { Db } from '../../../storage/database.js'
import type { GapRow } from '../../../storage/tables.js'
import { type AskedQuestion, hasMarks, readQuestions, withoutMarks } from './read-questions.js'

/**
 * Cosine from which on two questions ask for the same thing, read off 5,166 questions of citizens: higher, and 钱宝网倒闭
 * falls into pieces; lower, and all that names a guardian is one.
 */
const ALIKE_FROM = 0.5
const DAY_MS = 86_400_000
/** What took longer is given again, for so many times as long as it took. */
const WORTH_KEEPING_MS = 1000
const KEPT_TIMES = 10

export interface Gap {
  id: string
  question: string
  row: GapRow | null
  /** Every wording, the one that leads first. */
  members: readonly AskedQuestion[]
}

export interface FoundGaps {
  at: Date
  gaps: readonly Gap[]
  /** All questions of the period, and those of them without an answer. */
  questions: { all: number; gaps: number }
}

/** Groups of like questions among which some went without an answer. */
export function createFindGaps({ db, now }: { db: Db; now(): Date }) {
  let kept: { days: number; found: Promise<FoundGaps>; untilMs: number } | null = null

  async function find(days: number): Promise<FoundGaps> {
    const at = now()
    const since = new Date(at.getTime() - days * DAY_MS).toISOString()
    const rows = await db.selectFrom('gaps').selectAll().orderBy('opened_at').orderBy('id').execute()
    const asked = await readQuestions(db, since)
    // Those that staff took up lead: what is alike is theirs, whatever is asked most meanwhile.
    const led = rows.map((row): AskedQuestion => ({ question: row.question, times: [] }))
    const all = [...led, ...byWeight(asked)]
    const leaders = await groupQuestions(
      all.map(({ question }) => withoutMarks(question)),
      (n) => n < led.length || gapCount(all[n]!) > 0,
      ALIKE_FROM,
    )
    const members = new Map<number, AskedQuestion[]>()
    leaders.forEach((leader, n) => {
      if (leader < 0) return
      const group = members.get(leader)
      if (group) group.push(all[n]!)
      else members.set(leader, [all[n]!])
    })
    const gaps = [...members].map(([leader, group]): Gap => {
      const { question } = all[leader]!
      const row = rows[leader] ?? null
      return { id: row?.id ?? idOf(question), question, row, members: group }
    })
    const questions = {
      all: asked.reduce((sum, { times }) => sum + times.length, 0),
      gaps: asked.reduce((sum, each) => sum + gapCount(each), 0),
    }
    return { at, gaps, questions }
  }

  return {
    /** @param days how many of the last are looked at */
    async find(days: number): Promise<FoundGaps> {
      if (kept?.days === days && performance.now() < kept.untilMs) return kept.found
      const startedMs = performance.now()
      const found = find(days)
      kept = { days, found, untilMs: Number.POSITIVE_INFINITY }
      const own = kept
      found.then(
        () => {
          const tookMs = performance.now() - startedMs
          own.untilMs = tookMs < WORTH_KEEPING_MS ? 0 : performance.now() + KEPT_TIMES * tookMs
        },
        () => {
          own.untilMs = 0
        },
      )
      return found
    },
    /** Staff changed what they say of gaps. */
    forget(): void {
      kept = null
    },
  }
}

/** Without personal data first, then what went without an answer most often. */
function byWeight(asked: readonly AskedQuestion[]): AskedQuestion[] {
  return asked
    .map((each) => ({ each, marks: Number(hasMarks(each.question)), gaps: gapCount(each) }))
    .sort(
      (a, b) =>
        a.marks - b.marks ||
        b.gaps - a.gaps ||
        b.each.times.length - a.each.times.length ||
        (a.each.question < b.each.question ? -1 : 1),
    )
    .map(({ each }) => each)
}

export function gapCount({ times }: AskedQuestion): number {
  let count = 0
  for (const { ending } of times) if (ending !== 'answered') count++
  return count
}

/** The same as long as the same wording leads. */
function idOf(question: string): string {
  return `q_${createHash('sha256').update(question).digest('base64url').slice(0, 16)}`
}
