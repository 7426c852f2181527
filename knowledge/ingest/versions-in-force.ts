import type { Transaction } from 'kysely'
import type { Db } from '../../storage/database.js'
import type { SourceRow, SourceVersionRow, Tables } from '../../storage/tables.js'
import type { VersionInForce } from '../effectivity.js'
import type { StatuteDetails } from '../statute-details.js'

/** Published versions of all laws, each with the end of force that it has now. */
export async function readVersionsInForce(
  db: Db | Transaction<Tables>,
): Promise<(VersionInForce & { endsNow: string | null })[]> {
  const rows = await db
    .selectFrom('source_versions')
    .innerJoin('sources', 'sources.id', 'source_versions.source_id')
    .select([
      'source_versions.id',
      'sources.short_title',
      'sources.region_code',
      'version_date',
      'effective_from',
      'effective_to',
      'details',
    ])
    .where('sources.kind', '=', 'statute')
    .where('status', '=', 'published')
    .execute()
  return rows.map((row) => ({ ...versionInForce(row, row), endsNow: row.effective_to }))
}

export function versionInForce(
  { short_title, region_code }: Pick<SourceRow, 'short_title' | 'region_code'>,
  version: Pick<SourceVersionRow, 'id' | 'version_date' | 'effective_from' | 'details'>,
): VersionInForce {
  const details = JSON.parse(version.details) as StatuteDetails
  return {
    id: version.id,
    shortTitle: short_title,
    regionCode: region_code,
    versionDate: version.version_date,
    effectiveFrom: version.effective_from,
    effectiveTo: details.ownEffectiveTo,
    repeals: details.repeals,
    repealsOn: details.repealsOn,
    part: details.part,
  }
}
