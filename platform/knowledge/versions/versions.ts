import { type ComparedPart, compareVersions, type VersionDiff } from '../../../knowledge/compare-versions.js'
import { sourceRows } from '../../../knowledge/ingest/source-rows.js'
import { readSource } from '../../../knowledge/read-source.js'
import type { StatuteDetails } from '../../../knowledge/statute-details.js'
import type { Tables } from '../../../storage/tables.js'
import { staffErrors } from '../../staff/staff-error.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import type { SourceReply } from '../sources/source-wire.js'
import type { Sources } from '../sources/sources.js'
import type { AsOfReply, DiffReply, LineageReply } from './version-wire.js'

type VersionRow = SourceReply['versions'][number]
type Source = Pick<Tables['sources'], 'id' | 'title' | 'kind'>

/** Versions further back are listed without being compared. */
const COMPARED = 12

/** What of a source changed from one version to the next, and which of them counted on a day. */
export function createVersions({ db }: KnowledgeDeps, { sourceIdOf, versionsOf }: Sources) {
  async function sourceOf(id: string): Promise<Source> {
    const source = await db
      .selectFrom('sources')
      .select(['id', 'title', 'kind'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!source) throw staffErrors.notFound()
    return source
  }

  /** The text that it has, or had when it was last published. */
  async function partsOf({ id, file }: VersionRow): Promise<ComparedPart[]> {
    const source = await readSource(db, id)
    if (!source) return []
    const { passages } = sourceRows(source, file)
    return passages.map(({ article = null, heading_path, text }) => ({
      label: article,
      heading: heading_path,
      text,
    }))
  }

  /** Books of a code go on from their own version before. */
  async function bookOf(sourceId: string): Promise<(versionId: string) => string | null> {
    const rows = await db
      .selectFrom('source_versions')
      .select(['id', 'details'])
      .where('source_id', '=', sourceId)
      .execute()
    const books = new Map(
      rows.map(({ id, details }) => [id, (JSON.parse(details) as Partial<StatuteDetails>).part ?? null]),
    )
    return (versionId) => books.get(versionId) ?? null
  }

  async function beforeOf(versions: readonly VersionRow[], sourceId: string) {
    const book = await bookOf(sourceId)
    return (version: VersionRow): VersionRow | null =>
      versions.slice(versions.indexOf(version) + 1).find(({ id }) => book(id) === book(version.id)) ?? null
  }

  return {
    /** @param otherId the earlier one; absent: the version before. @throws {StaffError} 404 */
    async diff(versionId: string, otherId?: string): Promise<DiffReply> {
      const { id: sourceId, title, kind } = await sourceOf(await sourceIdOf(versionId))
      const versions = await versionsOf(sourceId)
      const after = versions.find(({ id }) => id === versionId)!
      const before =
        otherId === undefined
          ? (await beforeOf(versions, sourceId))(after)
          : versions.find(({ id }) => id === otherId)
      if (before === undefined) throw staffErrors.notFound()
      const diff = compareVersions(before ? await partsOf(before) : [], await partsOf(after))
      return { sourceId, title, kind, before, after, counts: countsOf(diff), changes: diff.changes }
    },

    /** How the source came to be what it is. @throws {StaffError} 404 */
    async lineage(id: string): Promise<LineageReply> {
      const { id: sourceId, title, kind } = await sourceOf(id)
      const versions = await versionsOf(sourceId)
      const before = await beforeOf(versions, sourceId)
      const shown: LineageReply['versions'] = []
      for (const [index, version] of versions.entries()) {
        const other = before(version)
        const isCompared = other !== null && index < COMPARED
        shown.push({
          version,
          comparedWith: other?.id ?? null,
          counts: isCompared ? countsOf(compareVersions(await partsOf(other), await partsOf(version))) : null,
        })
      }
      return { sourceId, title, kind, versions: shown }
    },

    /** @param date `YYYY-MM-DD`. @throws {StaffError} 404 */
    async asOf(id: string, date: string): Promise<AsOfReply> {
      const { id: sourceId, title, kind } = await sourceOf(id)
      const published = (await versionsOf(sourceId)).filter(({ status }) => status !== 'withdrawn')
      const begun = published.filter(({ effectiveFrom }) => effectiveFrom === null || effectiveFrom <= date)
      const counting = begun.filter(({ effectiveTo }) => effectiveTo === null || effectiveTo > date)
      const inForce = []
      for (const version of counting) inForce.push({ version, parts: await partsOf(version) })
      return { sourceId, title, kind, date, ...whyNone(published, begun, counting), inForce }
    },
  }
}

function whyNone(
  published: readonly VersionRow[],
  begun: readonly VersionRow[],
  counting: readonly VersionRow[],
): Pick<AsOfReply, 'none' | 'since'> {
  if (counting.length > 0) return { none: null, since: null }
  if (published.length === 0) return { none: 'withdrawn', since: null }
  const starts = published.flatMap(({ effectiveFrom }) => effectiveFrom ?? []).sort()
  if (begun.length === 0) return { none: 'not_yet', since: starts[0] ?? null }
  const ends = begun.flatMap(({ effectiveTo }) => effectiveTo ?? []).sort()
  const since = ends.at(-1) ?? null
  return { none: begun.length < published.length ? 'between' : 'ended', since }
}

function countsOf({ changes, unchanged }: VersionDiff): DiffReply['counts'] {
  const counts = { added: 0, removed: 0, changed: 0, renumbered: 0, unchanged }
  for (const { kind } of changes) counts[kind]++
  return counts
}
