import type { EmbeddingEndpoint } from '../embed/openai-embedder.js'
import { indexPassages } from '../index-passages.js'
import { rememberTexts } from '../learned/article-texts.js'
import { openSearchable, type Searchable, type Surroundings } from '../searchable.js'
import type { VersionEntry } from '../version-table.js'
import type { KnowledgeChange } from './knowledge-change.js'

/**
 * What is searched now with a change, beside it: documents are shared, what is derived from them is made anew.
 * @param day `YYYY-MM-DD`
 */
export async function openOverlay(
  current: Searchable,
  { passages, removedIds, versions: changed, redated }: KnowledgeChange,
  { db, embedding, embedAtEndpoint, day }: Surroundings & { embedding?: EmbeddingEndpoint },
): Promise<Searchable> {
  const segments = await indexPassages(passages, current.index, embedding)
  rememberTexts(passages)
  const versions = new Map<string, VersionEntry>(changed.map((version) => [version.id, version]))
  for (const { id, effectiveTo } of redated) {
    const version = versions.get(id) ?? current.index.versions.get(id)
    if (version) versions.set(id, { ...version, effectiveTo })
  }
  const index = await current.index.with({
    publication: current.index.publication,
    segments,
    removedIds: new Set([...removedIds, ...passages.map(({ id }) => id)]),
    versions,
  })
  return openSearchable(index, { db, day, embedAtEndpoint }, current)
}
