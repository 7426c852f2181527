import type { Db } from '../../storage/database.js'
import { ARTICLE_FEATURES } from './article-features.js'
import type { FitReport, FittedRanker } from './fit-report.js'
import { type RankNetwork, weightCount } from './rank-network.js'

export interface StoredRanker extends FittedRanker {
  id: number
  /** Knowledge revision that it was fitted at. */
  revision: number
}

/** The ranker fitted last, whether it is used or not; null where none was, or other features are weighed by now. */
export async function readRanker(db: Db): Promise<StoredRanker | null> {
  const row = await db.selectFrom('rankers').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst()
  if (!row) return null
  const { networks, settling } = JSON.parse(row.network) as Partial<
    Pick<FittedRanker, 'networks' | 'settling'>
  >
  // A ranker of version 0.2 is one network of other features, or says nothing of when to answer.
  if (!networks?.length || !settling?.weights) return null
  const fits = ({ features, weights }: RankNetwork) =>
    features.join() === ARTICLE_FEATURES.join() && weights.length === weightCount(features.length)
  if (!networks.every(fits)) return null
  return {
    id: row.id,
    revision: row.revision,
    networks,
    settling,
    report: JSON.parse(row.report) as FitReport,
  }
}

/** Number of the ranker fitted last; 0 where none was. */
export async function readRankerId(db: Db): Promise<number> {
  const row = await db.selectFrom('rankers').select('id').orderBy('id', 'desc').limit(1).executeTakeFirst()
  return row?.id ?? 0
}

/** Every process takes it up within seconds. */
export async function storeRanker(
  db: Db,
  { networks, settling, report }: FittedRanker,
  revision: number,
  now: Date,
): Promise<void> {
  await db
    .insertInto('rankers')
    .values({
      network: JSON.stringify({ networks, settling }),
      report: JSON.stringify(report),
      revision,
      created_at: now.toISOString(),
    })
    .execute()
}

/** Changes what is told of a ranker, not how it orders. */
export async function storeReport(db: Db, id: number, report: FitReport): Promise<void> {
  await db
    .updateTable('rankers')
    .set({ report: JSON.stringify(report) })
    .where('id', '=', id)
    .execute()
}
