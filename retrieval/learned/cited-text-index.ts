import { createSlice } from '../slice.js'

/** BM25 over texts that cite articles, gathered into one text an article. */
export interface CitedTextIndex {
  /** Share of the highest possible score by article; 0 to 1. Valid until the next call. */
  score(terms: ReadonlySet<string>): Float64Array
}

const K1 = 1.2
const B = 0.6

interface Postings {
  articles: Int32Array
  /** What the term's count contributes in each, before its idf. */
  parts: Float64Array
}

/**
 * @param articleCount articles are numbered from 0 to it
 * @param texts terms of a text, with repetitions, and the articles that it cites
 */
export async function createCitedTextIndex(
  articleCount: number,
  texts: Iterable<{ terms: readonly string[]; articles: readonly number[] }>,
): Promise<CitedTextIndex> {
  const slice = createSlice()
  const counts = new Map<string, Map<number, number>>()
  const lengths = new Float64Array(articleCount)
  for (const { terms, articles } of texts) {
    await slice()
    for (const article of articles) lengths[article]! += terms.length
    for (const term of terms) {
      const ofTerm = counts.get(term) ?? new Map<number, number>()
      if (ofTerm.size === 0) counts.set(term, ofTerm)
      for (const article of articles) ofTerm.set(article, (ofTerm.get(article) ?? 0) + 1)
    }
  }
  const gathered = lengths.reduce((sum, length) => sum + (length > 0 ? 1 : 0), 0)
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, gathered)
  const postings = new Map<string, Postings>()
  for (const [term, ofTerm] of counts) {
    if (postings.size % 64 === 0) await slice()
    const articles = Int32Array.from(ofTerm.keys())
    const parts = Float64Array.from(ofTerm, ([article, count]) => {
      const discount = K1 * (1 - B + (B * lengths[article]!) / average)
      return ((K1 + 1) * count) / (count + discount)
    })
    postings.set(term, { articles, parts })
  }
  const scores = new Float64Array(articleCount)
  return {
    score(terms) {
      scores.fill(0)
      let highest = 0
      for (const term of terms) {
        const found = postings.get(term)
        const occurrences = found?.articles.length ?? 0
        const idf = Math.log(1 + (gathered - occurrences + 0.5) / (occurrences + 0.5))
        highest += idf * (K1 + 1)
        if (!found) continue
        const { articles, parts } = found
        for (let i = 0; i < occurrences; i++) scores[articles[i]!]! += idf * parts[i]!
      }
      for (let article = 0; article < articleCount; article++) scores[article]! /= highest || 1
      return scores
    },
  }
}
