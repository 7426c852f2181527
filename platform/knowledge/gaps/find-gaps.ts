import type { GapRow } from '../../../storage/tables.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { type GapGroup, type GroupedGaps, groupGaps } from './group-gaps.js'

/** Up to so many questions are grouped at each look: that takes a few milliseconds. */
export const GROUPED_AT_ONCE = 2000
/** More are grouped beside the look, after a pause of so many times as long as it took. */
const PAUSE_TIMES = 10
/** What is older is not given any more: it may show what was erased meanwhile. */
const OLDEST_MS = 600_000
/** Periods that are kept grouped. */
const MOST_PERIODS = 4

export interface Gap extends GapGroup {
  /** What staff did about it. */
  row: GapRow | null
}

export interface FoundGaps extends Omit<GroupedGaps, 'groups'> {
  gaps: readonly Gap[]
}

interface Period {
  days: number
  last: { grouped: GroupedGaps; atMs: number; tookMs: number } | null
  running: Promise<GroupedGaps> | null
}

/** Groups of like questions among which some went without an answer, with what staff did about each. */
export function createFindGaps({ db, now, onError }: Pick<KnowledgeDeps, 'db' | 'now' | 'onError'>) {
  const periods = new Map<number, Period>()

  function periodOf(days: number): Period {
    const period = periods.get(days) ?? { days, last: null, running: null }
    periods.delete(days)
    periods.set(days, period)
    if (periods.size > MOST_PERIODS) periods.delete(periods.keys().next().value!)
    return period
  }

  function group(period: Period): Promise<GroupedGaps> {
    const run = async () => {
      const startedMs = performance.now()
      try {
        const grouped = await groupGaps(db, now(), period.days)
        const atMs = performance.now()
        period.last = { grouped, atMs, tookMs: atMs - startedMs }
        return grouped
      } finally {
        period.running = null
      }
    }
    period.running ??= run()
    return period.running
  }

  async function latest(period: Period): Promise<GroupedGaps> {
    const { last } = period
    if (!last || last.grouped.questions.all <= GROUPED_AT_ONCE) return group(period)
    const ageMs = performance.now() - last.atMs
    if (ageMs > OLDEST_MS) return group(period)
    if (ageMs > PAUSE_TIMES * last.tookMs) group(period).catch(onError)
    return last.grouped
  }

  return {
    /**
     * What was grouped last, where many questions are looked at; what staff did is always of now.
     * @param days how many of the last are looked at
     */
    async find(days: number): Promise<FoundGaps> {
      const { groups, ...grouped } = await latest(periodOf(days))
      const rows = await db.selectFrom('gaps').selectAll().orderBy('opened_at').orderBy('id').execute()
      const rowById = new Map(rows.map((row) => [row.id, row]))
      const gaps = groups.map((each): Gap => ({ ...each, row: rowById.get(each.id) ?? null }))
      const known = new Set(groups.map(({ id }) => id))
      const others = rows.filter(({ id }) => !known.has(id))
      return {
        ...grouped,
        gaps: [
          ...gaps,
          ...others.map((row): Gap => ({ id: row.id, question: row.question, members: [], row })),
        ],
      }
    },

    /** Groups anew what is looked at next. */
    async prepare(days: number): Promise<void> {
      await group(periodOf(days))
    },
  }
}
