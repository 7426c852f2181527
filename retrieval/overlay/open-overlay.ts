import type { Db } from '../../storage/database.js'
import { type EmbeddingEndpoint, openEmbeddingEndpoint } from '../embed/openai-embedder.js'
import { indexPassages } from '../index-passages.js'
import { KnowledgeIndex } from '../knowledge-index.js'
import { openLearned } from '../learned/open-learned.js'
import { makeSearchable, type Searchable } from '../search-index.js'
import { readVersions, type VersionEntry } from '../version-table.js'
import type { KnowledgeChange } from './knowledge-change.js'

/**
 * What is searched now with a change, beside it: documents are shared, what is derived from them is made anew.
 * @param day `YYYY-MM-DD`
 */
export async function openOverlay(
  current: Searchable,
  { passages, removedIds, versions: changed, redated }: KnowledgeChange,
  { db, embedding, day }: { db: Db; embedding?: EmbeddingEndpoint; day: string },
): Promise<Searchable> {
  const embedder = current.index.fitted ?? (embedding && (await openEmbeddingEndpoint(embedding)))
  if (!embedder) throw new Error('The index holds no word vectors and no embedding endpoint is configured')
  const segments = await indexPassages(passages, embedder)
  const versions = await readVersions(db)
  for (const version of changed) versions.set(version.id, version)
  for (const { id, effectiveTo } of redated) {
    const version = versions.get(id)
    if (version) versions.set(id, { ...version, effectiveTo })
  }
  const removed = new Set([...removedIds, ...passages.map(({ id }) => id)])
  const index = copyOf(current.index, versions)
  index.apply({ publication: index.publication, segments, removedIds: removed, versions })
  const made = makeSearchable(index, null)
  const overlay: Searchable = { ...made, embed: embedding ? current.embed : made.embed }
  if (current.learned) overlay.learned = await openLearned(db, overlay, day)
  return overlay
}

/** The same documents in an index of their own: segments are shared. */
function copyOf(index: KnowledgeIndex, versions: ReadonlyMap<string, VersionEntry>): KnowledgeIndex {
  const copy = new KnowledgeIndex(index.loaded, versions)
  const { publication, laterSegments: segments } = index
  copy.apply({ publication, segments, removedIds: new Set(), versions })
  const deleted: number[] = []
  for (let doc = 0; doc < index.docCount; doc++) if (index.keyword.isDeleted(doc)) deleted.push(doc)
  copy.keyword.delete(deleted)
  return copy
}
