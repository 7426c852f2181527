import { MATTERS, type Matter } from '../../knowledge/matter.js'
import { MATTER_TERMS } from '../lexicon/matter-terms.js'

const WEIGHTS = new Map([
  ['^', 3],
  ['~', 0.5],
])

interface Term {
  text: string
  matter: Matter
  weight: number
}

/** Terms by their first two characters: a text is read once, whatever the size of the lexicon. */
const TERMS_BY_HEAD = indexTerms()

export interface MatterGuess {
  matter: Matter
  /** Weight behind the matter; 0 for `other`. */
  strength: number
  scores: ReadonlyMap<Matter, number>
}

/** @param text folded text; a word counts once, however often it is said */
export function classifyMatter(text: string): MatterGuess {
  const scores = new Map<Matter, number>()
  const seen = new Set<Term>()
  for (let i = 0; i + 1 < text.length; i++) {
    for (const term of TERMS_BY_HEAD.get(text.slice(i, i + 2)) ?? []) {
      if (seen.has(term) || !text.startsWith(term.text, i)) continue
      seen.add(term)
      scores.set(term.matter, (scores.get(term.matter) ?? 0) + term.weight)
    }
  }
  let matter: Matter = 'other'
  let strength = 0
  for (const [candidate, score] of scores) {
    // Ties go to the field named first in the closed set, so that the result does not hang on word order.
    if (score > strength || (score === strength && ORDER.get(candidate)! < ORDER.get(matter)!)) {
      matter = candidate
      strength = score
    }
  }
  return { matter, strength, scores }
}

const ORDER = new Map((Object.keys(MATTERS) as Matter[]).map((matter, position) => [matter, position]))

function indexTerms(): Map<string, Term[]> {
  const byHead = new Map<string, Term[]>()
  for (const [matter, words] of Object.entries(MATTER_TERMS) as [Matter, string][]) {
    for (const word of words.split(' ').filter(Boolean)) {
      const mark = WEIGHTS.get(word[0]!)
      const term = { text: mark === undefined ? word : word.slice(1), matter, weight: mark ?? 1 }
      const head = term.text.slice(0, 2)
      byHead.set(head, [...(byHead.get(head) ?? []), term])
    }
  }
  return byHead
}
