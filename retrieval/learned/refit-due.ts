import type { Db } from '../../storage/database.js'
import { countChangedAnswers } from './changed-answers.js'
import { LEAST_LEARNED } from './fit-ranker.js'
import { readRanker } from './rankers.js'

/**
 * An answer votes as soon as it is published; a fit only weighs the votes anew, and costs the more, the more was
 * learned. So it waits for a share of what it knows: with many answers a few change no weight.
 */
const LEAST_SHARE = 0.05

/**
 * @param least so many confirmed answers have to come or go, and at least a twentieth of those learned from
 * @returns how many did; null where that is not enough
 */
export async function refitDue(db: Db, least: number): Promise<number | null> {
  const ranker = await readRanker(db)
  const changed = await countChangedAnswers(db, ranker?.revision ?? 0)
  const enough = ranker ? Math.max(least, LEAST_SHARE * ranker.report.questions) : LEAST_LEARNED
  return changed >= enough ? changed : null
}
