import { createSlice } from '../slice.js'

/** BM25 over texts that cite articles, gathered into one text an article. */
export interface CitedTextIndex {
  /** Share of the highest possible score by article; 0 to 1. Valid until the next call. */
  score(terms: ReadonlySet<string>): Float64Array
}

const K1 = 1.2
const B = 0.6

interface Postings {
  articles: number[]
  /** What the term's count contributes in each, before its idf. */
  parts: number[]
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
  const numbers = new Map<string, number>()
  const textsOf: Int32Array[][] = Array.from({ length: articleCount }, () => [])
  for (const { terms, articles } of texts) {
    await slice()
    const text = Int32Array.from(terms, (term) => numberOf(term, numbers))
    for (const article of articles) textsOf[article]!.push(text)
  }
  const lengths = textsOf.map((own) => own.reduce((sum, { length }) => sum + length, 0))
  const gathered = lengths.filter((length) => length > 0).length
  const average = lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, gathered)

  const postings = Array.from(numbers, (): Postings => ({ articles: [], parts: [] }))
  const counts = new Int32Array(numbers.size)
  for (const [article, own] of textsOf.entries()) {
    await slice()
    const discount = K1 * (1 - B + (B * lengths[article]!) / average)
    for (const text of own) for (const term of text) counts[term]!++
    for (const text of own) {
      for (const term of text) {
        const count = counts[term]!
        if (count === 0) continue
        counts[term] = 0
        postings[term]!.articles.push(article)
        postings[term]!.parts.push(((K1 + 1) * count) / (count + discount))
      }
    }
  }
  const scores = new Float64Array(articleCount)
  return {
    score(terms) {
      scores.fill(0)
      let highest = 0
      for (const term of terms) {
        const number = numbers.get(term)
        const found = number === undefined ? undefined : postings[number]
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

function numberOf(term: string, numbers: Map<string, number>): number {
  const known = numbers.get(term)
  if (known !== undefined) return known
  numbers.set(term, numbers.size)
  return numbers.size - 1
}
