import { foldDialects } from './load-dialects.js'
import { loadSynonyms } from './load-synonyms.js'
import { findAsk } from './text/find-ask.js'
import { foldHomophones } from './text/fold-homophones.js'
import { normalizeText } from './text/normalize-text.js'
import { stripNoise } from './text/strip-noise.js'
import { analyzeText, askTerms, cutText, queryTerms, type WeightedTerm } from './tokenize.js'

/** What the law's word for a citizen's word weighs against a word of the question itself. */
const SYNONYM_WEIGHT = 0.3
/** What a word weighs that sounds like one that is none. */
const HEARD_WEIGHT = 0.8
/** What a story's word weighs against one of the question at its end. */
const STORY_WEIGHT = 0.15

export interface ExpandedQuery {
  /** What asked questions are compared with (see `askTerms`). */
  asked: WeightedTerm[]
  /** Its distinct terms as texts are indexed, for what was learned. */
  readonly words: ReadonlySet<string>
  /** What was said without a story around it, in the characters and words of the law. */
  asking: string
  /** With the law's words for what the question calls otherwise. */
  terms: WeightedTerm[]
  /** The question, as it was heard where that differs, and those words: for the embedder. */
  text: string
}

/** @param rarity inverse document frequency of a term, natural logarithm: tells misspelt words from rare ones */
export function expandQuery(question: string, rarity: (term: string) => number): ExpandedQuery {
  const said = foldDialects(normalizeText(stripNoise(question)))
  const ask = findAsk(said)
  const asking = ask ?? said
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
  // Beside what was written, which may have been meant: 实刑 is no 死刑.
  const heard = foldHomophones(cutText(asking), rarity)
  if (heard !== asking) add(queryTerms(heard), HEARD_WEIGHT)
  if (ask !== null) add(queryTerms(foldHomophones(cutText(said), rarity)), STORY_WEIGHT)
  const read = heard === asking ? asking : `${asking}\n${heard}`
  let words: ReadonlySet<string> | undefined
  return {
    asked: askTerms(asking, heard === asking ? own : [...own, ...others(queryTerms(heard), own)]),
    asking,
    terms,
    text: [read, ...(meanings.length > 0 ? [meanings.join(' ')] : [])].join('\n'),
    get words() {
      words ??= new Set(analyzeText(read).terms)
      return words
    },
  }
}

function others(terms: readonly WeightedTerm[], known: readonly WeightedTerm[]): WeightedTerm[] {
  const names = new Set(known.map(({ term }) => term))
  return terms.filter(({ term }) => !names.has(term))
}
