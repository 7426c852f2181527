import { loadRepeals } from '../../../knowledge/load-repeals.js'
import { shortTitle } from '../../../knowledge/short-title.js'
import type { StatuteDetails } from '../../../knowledge/statute-details.js'
import type { Db } from '../../../storage/database.js'
import type { TryReply } from './try-wire.js'

type EndedBy = TryReply['excluded'][number]['endedBy']

export interface EndedVersion {
  versionId: string
  lawTitle: string
  effectiveTo: string | null
}

/** What ended versions of laws, by version id; a version is missing where nothing loaded tells. */
export async function readEndedBy(
  db: Db,
  ended: readonly EndedVersion[],
): Promise<Map<string, NonNullable<EndedBy>>> {
  const found = new Map<string, NonNullable<EndedBy>>()
  const distinct = [...new Map(ended.map((each) => [each.versionId, each])).values()]
  const days = [...new Set(distinct.flatMap(({ effectiveTo }) => effectiveTo ?? []))]
  if (days.length === 0) return found
  const own = await db
    .selectFrom('source_versions')
    .select(['id', 'source_id'])
    .where(
      'id',
      'in',
      distinct.map(({ versionId }) => versionId),
    )
    .execute()
  const sourceOf = new Map(own.map(({ id, source_id }) => [id, source_id]))
  const begun = await db
    .selectFrom('source_versions as v')
    .innerJoin('sources as s', 's.id', 'v.source_id')
    .select(['v.id', 'v.source_id', 'v.version_date', 'v.effective_from', 'v.details', 's.short_title'])
    .where('s.kind', '=', 'statute')
    .where('v.status', '=', 'published')
    .where('v.effective_from', 'in', days)
    .execute()
  for (const { versionId, lawTitle, effectiveTo } of distinct) {
    const then = begun.filter(({ id, effective_from }) => id !== versionId && effective_from === effectiveTo)
    const next =
      then.find(({ source_id }) => source_id === sourceOf.get(versionId)) ??
      then.find(({ details }) => repealsOf(details).includes(shortTitle(lawTitle)))
    const listed = loadRepeals().find(
      ({ name, repealedOn }) => name === lawTitle && repealedOn === effectiveTo,
    )
    if (next) found.set(versionId, { title: next.short_title, versionDate: next.version_date })
    else if (listed) found.set(versionId, { title: listed.by, versionDate: null })
  }
  return found
}

function repealsOf(details: string): string[] {
  return (JSON.parse(details) as StatuteDetails).repeals
}
