import type { Db } from '../storage/database.js'

/**
 * Month of the newest statute version that exists today, `YYYY-MM`; null where no statute is loaded.
 * @param today `YYYY-MM-DD`
 */
export async function readDataAsOf(db: Db, today: string): Promise<string | null> {
  const row = await db
    .selectFrom('source_versions')
    .innerJoin('sources', 'sources.id', 'source_versions.source_id')
    .select('version_date')
    .where('sources.kind', '=', 'statute')
    .where('source_versions.status', '=', 'published')
    .where('version_date', '<=', today)
    .orderBy('version_date', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.version_date?.slice(0, 7) ?? null
}
