import type { Db } from '../storage/database.js'
import { NEXT_REVISION } from '../storage/tables.js'
import type { IndexedPassage } from './doc-table.js'

const VERSIONS_A_PAGE = 20

/** Published knowledge revision. */
export async function readRevision(db: Db): Promise<number> {
  const { revision } = await db
    .selectFrom('knowledge_state')
    .select('revision')
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
  return revision
}

const COLUMNS = [
  'id',
  'version_id',
  'kind',
  'title',
  'article',
  'article_number',
  'article_suffix',
  'heading_path',
  'text',
  'asks',
] as const

/** How many passages are visible at a revision. */
export async function countPassages(db: Db, revision: number): Promise<number> {
  const { count } = await visible(db, revision)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Passages visible at a revision, page by page, the passages of a version in order. */
export async function* readPassages(db: Db, revision: number): AsyncGenerator<IndexedPassage[]> {
  const versions = await db.selectFrom('source_versions').select('id').orderBy('file').orderBy('id').execute()
  for (let i = 0; i < versions.length; i += VERSIONS_A_PAGE) {
    const ids = versions.slice(i, i + VERSIONS_A_PAGE).map((version) => version.id)
    const rows = await visible(db, revision)
      .select(COLUMNS)
      .where('version_id', 'in', ids)
      .orderBy('version_id')
      .orderBy('ordinal')
      .execute()
    if (rows.length > 0) yield rows
  }
}

export interface PassageChanges {
  /** Ids of passages that appeared, in order of their versions. An id in both lists came back after a withdrawal. */
  added: string[]
  removed: string[]
}

/** What changed between two revisions; null where that is more than `most` passages. */
export async function readChanges(
  db: Db,
  from: number,
  to: number,
  most: number,
): Promise<PassageChanges | null> {
  const removed = await db
    .selectFrom('passages')
    .select('id')
    .where('withdrawn_revision', '>', from)
    .where('withdrawn_revision', '<=', to)
    .limit(most + 1)
    .execute()
  if (removed.length > most) return null
  const added = await visible(db, to)
    .select('id')
    .where('published_revision', '>', from)
    .limit(most + 1)
    .execute()
  if (added.length + removed.length > most) return null
  return { added: added.map((row) => row.id), removed: removed.map((row) => row.id) }
}

export async function readPassagesById(
  db: Db,
  ids: readonly string[],
  revision: number,
): Promise<IndexedPassage[]> {
  return visible(db, revision)
    .select(COLUMNS)
    .where('id', 'in', ids)
    .orderBy('version_id')
    .orderBy('ordinal')
    .execute()
}

/** @param revision default: what is published now */
export function visible(db: Db, revision = NEXT_REVISION - 1) {
  return db
    .selectFrom('passages')
    .where('published_revision', '<=', revision)
    .where(({ eb, or }) =>
      or([eb('withdrawn_revision', 'is', null), eb('withdrawn_revision', '>', revision)]),
    )
}
