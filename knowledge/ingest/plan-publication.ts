import type { Db } from '../../storage/database.js'
import type { NewPassageRow } from '../../storage/tables.js'
import { planSuspension } from '../dependents/plan-suspension.js'
import { type VersionInForce, workOutEffectivity } from '../effectivity.js'
import type { PublishedDocument } from './publish-documents.js'
import type { SourceRows } from './source-rows.js'
import { readVersionsInForce, versionInForce } from './versions-in-force.js'

const IDS_A_STATEMENT = 400

interface Redated extends Pick<VersionInForce, 'id' | 'shortTitle' | 'regionCode' | 'versionDate'> {
  effectiveTo: string | null
}

/** What `publishDocuments` would change, without changing it. */
export interface PlannedPublication {
  /** The versions that would come, with their ends of force. */
  versions: SourceRows[]
  /** Those of their passages that would be found otherwise: new ones, and all of guides and Q&A. */
  passages: NewPassageRow[]
  /** Ids of passages that would go. */
  removedIds: string[]
  /** Versions of laws that would end on another day. */
  redated: Redated[]
}

interface Options {
  documents: readonly PublishedDocument[]
  /** Versions that these take the place of. */
  withdraw: readonly string[]
  /** `YYYY-MM-DD` */
  today: string
}

export async function planPublication(
  db: Db,
  { documents, withdraw, today }: Options,
): Promise<PlannedPublication> {
  const sources = documents.flatMap((document) => document.sources)
  const ids = sources.map(({ version }) => version.id)
  const before = await readPassageIds(db, [...ids, ...withdraw])
  const passages = sources.flatMap((source) => source.passages)
  const kept = new Set(passages.map(({ id }) => id))
  const known = await readVersionsInForce(db)
  const laws = sources.filter(({ source }) => source.kind === 'statute')
  const isNew = new Set(ids)
  const gone = new Set(withdraw)
  const ends = workOutEffectivity([
    ...known.filter(({ id }) => !isNew.has(id) && !gone.has(id)),
    ...laws.map(({ source, version }) => versionInForce(source, version)),
  ])
  const planned: PlannedPublication = {
    versions: sources.map((rows) =>
      rows.source.kind === 'statute'
        ? { ...rows, version: { ...rows.version, effective_to: ends.get(rows.version.id) ?? null } }
        : rows,
    ),
    // Their text may be the same while the version, with its dates and citations, is another.
    passages: passages.filter(({ id, kind }) => kind !== 'statute' || !before.has(id)),
    removedIds: [...before].filter((id) => !kept.has(id)),
    redated: known.flatMap(({ id, shortTitle, regionCode, versionDate, endsNow }) => {
      const effectiveTo = ends.get(id) ?? null
      return isNew.has(id) || gone.has(id) || effectiveTo === endsNow
        ? []
        : { id, shortTitle, regionCode, versionDate, effectiveTo }
    }),
  }
  const suspended = await planSuspension(db, planned, today)
  const without = await readPassageIds(
    db,
    suspended.filter((id) => !isNew.has(id) && !gone.has(id)),
  )
  return { ...planned, removedIds: [...planned.removedIds, ...without] }
}

/** Published passages of these versions. */
async function readPassageIds(db: Db, versionIds: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>()
  for (let start = 0; start < versionIds.length; start += IDS_A_STATEMENT) {
    const rows = await db
      .selectFrom('passages')
      .select('id')
      .where('version_id', 'in', versionIds.slice(start, start + IDS_A_STATEMENT))
      .where('published_revision', 'is not', null)
      .where('withdrawn_revision', 'is', null)
      .execute()
    for (const { id } of rows) found.add(id)
  }
  return found
}
