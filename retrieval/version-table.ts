import type { GuideDetails } from '../knowledge/guide-details.js'
import type { Db } from '../storage/database.js'
import type { PassageKind } from './doc-table.js'

/** One version of a source, with what decides whether it applies. */
export interface VersionEntry {
  id: string
  sourceId: string
  kind: PassageKind
  /** 公司法. */
  shortTitle: string
  regionCode: string | null
  versionDate: string | null
  effectiveFrom: string | null
  /** First day without force. */
  effectiveTo: string | null
  published: boolean
  file: string
  issuingBody: string | null
  /** Articles that a guide or Q&A names, as written; empty for a statute. */
  cites: string[]
}

/** Few: searches wait while a page is read. */
const VERSIONS_A_PAGE = 100

/** All versions by id. */
export async function readVersions(db: Db): Promise<Map<string, VersionEntry>> {
  const ids = await db.selectFrom('source_versions').select('id').orderBy('id').execute()
  return readEntries(
    db,
    ids.map(({ id }) => id),
  )
}

/**
 * Those that changed with a publication after a revision: a new law may end an old one whose text does not change.
 * @param besides ids of versions to read in any case: what an ingest stored has the number of the publication that was to
 *   come then, and may be published by a later one
 */
export async function readChangedVersions(
  db: Db,
  revision: number,
  besides: Iterable<string>,
): Promise<Map<string, VersionEntry>> {
  const changed = await db
    .selectFrom('source_versions')
    .select('id')
    .where('changed_revision', '>', revision)
    .execute()
  return readEntries(db, [...new Set([...changed.map(({ id }) => id), ...besides])])
}

async function readEntries(db: Db, ids: readonly string[]): Promise<Map<string, VersionEntry>> {
  const versions = new Map<string, VersionEntry>()
  for (let i = 0; i < ids.length; i += VERSIONS_A_PAGE) {
    const rows = await db
      .selectFrom('source_versions as v')
      .innerJoin('sources as s', 's.id', 'v.source_id')
      .select(['v.id', 'v.source_id', 's.kind', 's.short_title', 's.region_code', 'v.version_date'])
      .select(['v.effective_from', 'v.effective_to', 'v.status', 'v.file', 'v.issuing_body'])
      .select(({ eb }) =>
        eb
          .case()
          .when('s.kind', '=', 'statute')
          .then(null)
          .else(eb.ref('v.details'))
          .end()
          .as('guideDetails'),
      )
      .where('v.id', 'in', ids.slice(i, i + VERSIONS_A_PAGE))
      .execute()
    for (const row of rows) {
      versions.set(row.id, {
        id: row.id,
        sourceId: row.source_id,
        kind: row.kind,
        shortTitle: row.short_title,
        regionCode: row.region_code,
        versionDate: row.version_date,
        effectiveFrom: row.effective_from,
        effectiveTo: row.effective_to,
        published: row.status === 'published',
        file: row.file,
        issuingBody: row.issuing_body,
        cites: row.guideDetails === null ? [] : (JSON.parse(row.guideDetails) as GuideDetails).cites,
      })
    }
    await new Promise(setImmediate)
  }
  return versions
}

/** Whether a version applies on a day (`YYYY-MM-DD`) in one of the regions; national law applies everywhere. */
export function applies(version: VersionEntry, day: string, regions: ReadonlySet<string>): boolean {
  return (
    version.published &&
    (version.effectiveFrom === null || version.effectiveFrom <= day) &&
    (version.effectiveTo === null || version.effectiveTo > day) &&
    (version.regionCode === null || regions.has(version.regionCode))
  )
}
