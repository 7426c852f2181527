import { createHash } from 'node:crypto'
import { groupQuestions } from '../../../retrieval/likeness/group-questions.js'
import type { Db } from '../../../storage/database.js'
import { type AskedQuestion, hasMarks, readQuestions, withoutMarks } from './read-questions.js'

/**
 * Cosine from which on two questions ask for the same thing, read off 5,166 questions of citizens: higher, and 钱宝网倒闭
 * falls into pieces; lower, and all that names a guardian is one.
 */
const ALIKE_FROM = 0.5
const DAY_MS = 86_400_000

/** Like questions among which some went without an answer. */
export interface GapGroup {
  /** The same as long as the same wording leads, or as staff keep it. */
  id: string
  /** The wording that leads. */
  question: string
  /** Every wording, the one that leads first. */
  members: readonly AskedQuestion[]
}

export interface GroupedGaps {
  at: Date
  groups: readonly GapGroup[]
  /** All questions of the period, and those of them without an answer. */
  questions: { all: number; gaps: number }
}

/**
 * Reads and groups all that was asked in the period.
 * @param days how many of the last before `at` are looked at
 */
export async function groupGaps(db: Db, at: Date, days: number): Promise<GroupedGaps> {
  const since = new Date(at.getTime() - days * DAY_MS).toISOString()
  const rows = await db
    .selectFrom('gaps')
    .select(['id', 'question'])
    .orderBy('opened_at')
    .orderBy('id')
    .execute()
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
  const groups = [...members].map(([leader, group]): GapGroup => {
    const { question } = all[leader]!
    return { id: rows[leader]?.id ?? idOf(question), question, members: group }
  })
  const questions = {
    all: asked.reduce((sum, { times }) => sum + times.length, 0),
    gaps: asked.reduce((sum, each) => sum + gapCount(each), 0),
  }
  return { at, groups, questions }
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

function idOf(question: string): string {
  return `q_${createHash('sha256').update(question).digest('base64url').slice(0, 16)}`
}
