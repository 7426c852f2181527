import { loadSynonyms } from './load-synonyms.js'
import { normalizeText } from './text/normalize-text.js'
import { analyzeText, askTerms, queryTerms, type WeightedTerm } from './tokenize.js'

/** What the law's word for a citizen's word weighs against a word of the question itself. */
const SYNONYM_WEIGHT = 0.3

export interface ExpandedQuery {
  /** What asked questions are compared with (see `askTerms`). */
  asked: WeightedTerm[]
  /** Its distinct terms as texts are indexed, for what was learned. */
  readonly words: ReadonlySet<string>
  /** With the law's words for what the question calls otherwise. */
  terms: WeightedTerm[]
  /** The question and those words, for the embedder. */
  text: string
}

export function expandQuery(question: string): ExpandedQuery {
  const own = queryTerms(question)
  const normalized = normalizeText(question)
  const meanings = loadSynonyms().flatMap(([word, means]) =>
    normalized.includes(word) && !normalized.includes(means) ? [means] : [],
  )
  const text = meanings.length > 0 ? `${question}\n${meanings.join(' ')}` : question
  const known = new Set(own.map(({ term }) => term))
  const terms = [...own]
  for (const meaning of meanings) {
    for (const { term, weight } of queryTerms(meaning)) {
      if (known.has(term)) continue
      known.add(term)
      terms.push({ term, weight: weight * SYNONYM_WEIGHT })
    }
  }
  let words: ReadonlySet<string> | undefined
  return {
    asked: askTerms(normalized, own),
    terms,
    text,
    get words() {
      words ??= new Set(analyzeText(question).terms)
      return words
    },
  }
}
