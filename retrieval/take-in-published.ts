import type { Db } from '../storage/database.js'
import type { IndexedPassage } from './doc-table.js'
import type { EmbeddingEndpoint } from './embed/openai-embedder.js'
import { indexPassages } from './index-passages.js'
import type { KnowledgeIndex } from './knowledge-index.js'
import { isSamePublication, type Publication, wasPublished } from './publication.js'
import { type PassageChanges, readChanges, readPassagesById } from './read-passages.js'
import { readChangedVersions } from './version-table.js'

/** More changed passages than this are indexed in a thread of their own, or by the command that published them. */
const SMALL_CHANGE = 2000
const PASSAGES_A_READ = 100

interface Reach {
  db: Db
  /** Needed where the index was built with it. */
  embedding?: EmbeddingEndpoint
}

/**
 * An index with what was published since, in segments of their own; itself where that is nothing.
 * @returns null where the change is too large to take in here, or the index is of another database
 */
export async function takeInPublished(
  index: KnowledgeIndex,
  published: Publication,
  reach: Reach,
): Promise<KnowledgeIndex | null> {
  const { db } = reach
  const from = index.publication
  if (isSamePublication(from, published)) return index
  if (from.revision >= published.revision || !(await wasPublished(db, from))) return null
  const changes = await readChanges(db, from.revision, published.revision, SMALL_CHANGE)
  return changes && withChanges(index, changes, published, reach)
}

async function withChanges(
  index: KnowledgeIndex,
  { added, removed }: PassageChanges,
  publication: Publication,
  { db, embedding }: Reach,
): Promise<KnowledgeIndex> {
  const passages: IndexedPassage[] = []
  for (let i = 0; i < added.length; i += PASSAGES_A_READ) {
    passages.push(...(await readPassagesById(db, added.slice(i, i + PASSAGES_A_READ), publication.revision)))
    await new Promise(setImmediate)
  }
  const segments = await indexPassages(passages, index, embedding)
  const versions = await readChangedVersions(
    db,
    index.publication.revision,
    passages.map(({ version_id }) => version_id),
  )
  // An id that came back replaces its earlier document.
  return index.with({ publication, segments, removedIds: new Set([...removed, ...added]), versions })
}
