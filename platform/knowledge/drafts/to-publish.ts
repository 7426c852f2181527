import type { PublishedDocument } from '../../../knowledge/ingest/publish-documents.js'
import type { Db } from '../../../storage/database.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import type { DraftToPublish } from './draft-rows.js'
import { pathOf, readParsed, rowsOf } from './view-draft.js'

/** Statements name so many values at most. */
const IDS_A_STATEMENT = 400

export function documentsOf(drafts: readonly DraftToPublish[]): PublishedDocument[] {
  return drafts.map((draft) => ({
    path: pathOf(draft),
    sources: readParsed(draft).map((source) => rowsOf(source, draft)),
    contentHash: draft.content_hash ?? '',
  }))
}

/** What of the same guides and questions is published now: the draft takes its place. */
export async function takenPlaceOf(db: Db, drafts: readonly DraftToPublish[]): Promise<string[]> {
  const entries = drafts.flatMap((draft) =>
    readParsed(draft)
      .filter(({ kind }) => kind !== 'statute')
      .map((source) => rowsOf(source, draft)),
  )
  const own = new Set(entries.map(({ version }) => version.id))
  const found = drafts.flatMap(({ replaces_version_id }) => replaces_version_id ?? [])
  const sourceIds = [...new Set(entries.map(({ source }) => source.id))]
  for (let start = 0; start < sourceIds.length; start += IDS_A_STATEMENT) {
    const versions = await db
      .selectFrom('source_versions')
      .select('id')
      .where('source_id', 'in', sourceIds.slice(start, start + IDS_A_STATEMENT))
      .where('status', '=', 'published')
      .execute()
    found.push(...versions.map(({ id }) => id))
  }
  return [...new Set(found)].filter((id) => !own.has(id))
}

/**
 * Two began with the same version, and the other was published first: what it changed would be undone unseen.
 * @throws {StaffError} 409 `superseded`
 */
export async function refuseSuperseded(db: Db, drafts: readonly DraftToPublish[]): Promise<void> {
  for (const { replaces_version_id: begun, created_at, title } of drafts) {
    if (begun === null) continue
    const later = await db
      .selectFrom('source_versions as old')
      .innerJoin('source_versions as other', 'other.source_id', 'old.source_id')
      .select('other.id')
      .where('old.id', '=', begun)
      .whereRef('other.id', '<>', 'old.id')
      .where('old.status', '<>', 'published')
      .where('other.status', '=', 'published')
      .where('other.created_at', '>', created_at)
      .executeTakeFirst()
    if (later) throw knowledgeErrors.superseded(title)
  }
}
