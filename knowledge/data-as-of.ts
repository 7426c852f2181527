import type { Db } from '../storage/database.js'

/**
 * Month of the newest statute version that exists today, `YYYY-MM`; null where no statute is loaded.
 * @param today `YYYY-MM-DD`
 */
export async function readDataAsOf(db: Db, today: string): Promise<string | null> {
  const row = await db
    .selectFrom('source_versions')
    .innerJoin('sources', 'sources.id', 'source_versions.source_id')
    .select((eb) => eb.fn.max('version_date').as('newest'))
    .where('sources.kind', '=', 'statute')
    .where('source_versions.status', '=', 'published')
    .where('version_date', '<=', today)
    .executeTakeFirst()
  return row?.newest?.slice(0, 7) ?? null
}
