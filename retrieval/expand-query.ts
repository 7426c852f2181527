import { foldDialects } from './load-dialects.js'
import { loadSynonyms } from './load-synonyms.js'
import { findAsk } from './text/find-ask.js'
import { foldHomophones } from './text/fold-homophones.js'
import { normalizeText } from './text/normalize-text.js'
import { stripNoise } from './text/strip-noise.js'
import { analyzeText, askTerms, cutText, queryTerms, type WeightedTerm } from './tokenize.js'

/** What the law's word for a citizen's word weighs against a word of the question itself. */
const SYNONYM_WEIGHT = 0.3
/** What a story's word weighs against one of the question at its end. */
const STORY_WEIGHT = 0.15

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

/** @param rarity inverse document frequency of a term, natural logarithm: tells misspelt words from rare ones */
export function expandQuery(question: string, rarity: (term: string) => number): ExpandedQuery {
  const said = foldDialects(normalizeText(stripNoise(question)))
  const whole = foldHomophones(cutText(said), rarity)
  const ask = findAsk(whole)
  const asking = ask ?? whole
  const own = queryTerms(asking)
  const meanings = loadSynonyms().flatMap(([word, means]) =>
    asking.includes(word) && !asking.includes(means) ? [means] : [],
  )
  const terms = [...own]
  const known = new Set(own.map(({ term }) => term))
  const add = (more: readonly WeightedTerm[], share: number) => {
    for (const { term, weight } of more) {
      if (known.has(term)) continue
      known.add(term)
      terms.push({ term, weight: weight * share })
    }
  }
  for (const meaning of meanings) add(queryTerms(meaning), SYNONYM_WEIGHT)
  if (ask !== null) add(queryTerms(whole), STORY_WEIGHT)
  let words: ReadonlySet<string> | undefined
  return {
    asked: askTerms(asking, own),
    terms,
    text: meanings.length > 0 ? `${asking}\n${meanings.join(' ')}` : asking,
    get words() {
      words ??= new Set(analyzeText(asking).terms)
      return words
    },
  }
}
