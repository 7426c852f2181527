import type { ArticleFinder } from './article-lookup.js'
import { createCache } from './cache.js'
import type { DocFilter, KnowledgeIndex } from './knowledge-index.js'
import { queryTerms, type WeightedTerm } from './tokenize.js'

const CACHED = 5000
/** An asked question that weighs less than this says too little to be met whole. */
const LEAST_ASKED = 12

/** How close a question is to what guides and Q&A are asked, and which articles these cite. */
export function createAskedQuestions(index: KnowledgeIndex, finder: ArticleFinder) {
  const termsOf = createCache<WeightedTerm[][]>({ size: CACHED, maxAgeMs: Number.POSITIVE_INFINITY })
  const citedUnder = new WeakMap<DocFilter, Map<string, number[]>>()
  const idfOf = new Map<string, number>()
  let generation = -1

  function idf(term: string): number {
    if (generation !== index.generation || idfOf.size > 50_000) {
      idfOf.clear()
      generation = index.generation
    }
    let value = idfOf.get(term)
    if (value === undefined) {
      value = index.keyword.idf(term)
      idfOf.set(term, value)
    }
    return value
  }

  return {
    idf,

    /** How near a question comes to the closest asked question of a document. */
    similarity(asked: readonly WeightedTerm[], doc: number): AskedLikeness {
      const text = index.asks(doc)
      let questions = termsOf.get(text)
      if (!questions) {
        questions = text
          .split('\n')
          .filter((line) => line !== '')
          .map(queryTerms)
        termsOf.set(text, questions)
      }
      const wanted = new Map(asked.map(({ term, weight }) => [term, weight * idf(term)]))
      const length = Math.hypot(...wanted.values())
      let best = 0
      let met = 0
      for (const question of questions) {
        let shared = 0
        let square = 0
        let whole = 0
        let found = 0
        for (const { term, weight } of question) {
          const value = weight * idf(term)
          square += value * value
          shared += value * (wanted.get(term) ?? 0)
          whole += value
          if (wanted.has(term)) found += value
        }
        if (shared > 0) best = Math.max(best, shared / (length * Math.sqrt(square)))
        met = Math.max(met, found / Math.max(whole, LEAST_ASKED))
      }
      return { likeness: Math.min(1, best), met }
    },

    /** Documents of the articles that a guide or Q&A cites, as they are in force. */
    citedBy(doc: number, filter: DocFilter): number[] {
      const version = index.version(doc)
      if (!version || version.cites.length === 0) return []
      let ofVersion = citedUnder.get(filter)
      if (!ofVersion) {
        ofVersion = new Map()
        citedUnder.set(filter, ofVersion)
      }
      let cited = ofVersion.get(version.id)
      if (!cited) {
        cited = [
          ...new Set(version.cites.flatMap((cite) => finder.resolve(cite, filter.mask).flatMap(foundDocs))),
        ]
        ofVersion.set(version.id, cited)
      }
      return cited
    },
  }
}

export interface AskedLikeness {
  /** Cosine of the weighted terms, 0 to 1. */
  likeness: number
  /** Share of the asked question, by how much its words tell, that the question says; 0 to 1. */
  met: number
}

export type AskedQuestions = ReturnType<typeof createAskedQuestions>

function foundDocs({ status, docs }: { status: string; docs: number[] }): number[] {
  return status === 'found' ? docs : []
}
