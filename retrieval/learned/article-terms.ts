import type { Db } from '../../storage/database.js'
import type { DocFilter, KnowledgeIndex } from '../knowledge-index.js'
import { readPassagesById } from '../read-passages.js'
import { createSlice } from '../slice.js'
import type { WeightedTerm } from '../tokenize.js'
import { knownTerms } from './known-terms.js'

/** Distinct terms of articles by provision, each weighted by its idf. */
export type ArticleTerms = ReadonlyMap<number, readonly WeightedTerm[]>

const ARTICLES_A_READ = 100

/** Reads articles as they are in force. @param provisions numbered as `KnowledgeIndex.provision` does */
export async function readArticleTerms(
  db: Db,
  index: KnowledgeIndex,
  provisions: Iterable<number>,
  filter: DocFilter,
): Promise<ArticleTerms> {
  const docs = index.docsByProvision(filter)
  const provisionOf = new Map<string, number>()
  for (const provision of new Set(provisions)) {
    const doc = docs[provision]!
    if (doc >= 0) provisionOf.set(index.hit(doc, 0).passageId, provision)
  }
  // Articles share most of their terms: each is kept once.
  const known = new Map<string, WeightedTerm>()
  const weighted = (term: string) => {
    const one = known.get(term) ?? { term, weight: index.keyword.idf(term) }
    known.set(term, one)
    return one
  }
  const slice = createSlice()
  const terms = new Map<number, readonly WeightedTerm[]>()
  const ids = [...provisionOf.keys()]
  for (let i = 0; i < ids.length; i += ARTICLES_A_READ) {
    const read = await readPassagesById(db, ids.slice(i, i + ARTICLES_A_READ), index.publication.revision)
    for (const { id, title, text } of read) {
      await slice()
      const distinct = new Set(knownTerms(`${title} ${text}`))
      terms.set(provisionOf.get(id)!, [...distinct].map(weighted))
    }
  }
  return terms
}
