import type { Passage } from '../../retrieval/passage.js'
import { contentPairs } from './overlap.js'
import { pairWeight } from './pair-weight.js'

/** An asked question that weighs less than this says too little to be met whole. */
const LEAST_WEIGHT = 5

/**
 * How near a question comes to one of those that a guide or Q&A answers (its title and other wordings); 0 to 1.
 * A long story that holds the whole asked question counts nearly as much as the same words alone.
 */
export function matchEntry(question: string, { title, details }: Passage): number {
  const wanted = contentPairs(question)
  const wantedWeight = weigh(wanted)
  let best = 0
  for (const asked of [title, ...(details?.asks ?? [])]) {
    const offered = contentPairs(asked)
    const offeredWeight = weigh(offered)
    const common = weighCommon(wanted, offered)
    const likeness = (2 * common) / (wantedWeight + offeredWeight || 1)
    const met = common / Math.max(offeredWeight, LEAST_WEIGHT)
    best = Math.max(best, 0.5 * likeness + 0.5 * met)
  }
  return best
}

/** Share of what is asked that the whole text of an entry or article speaks of, by how much it tells; 0 to 1. */
export function coverEntry(question: string, passage: Passage): number {
  const wanted = contentPairs(question)
  const offered = contentPairs(wholeText(passage))
  return weighCommon(wanted, offered) / (weigh(wanted) || 1)
}

/** Share of a question that the asked questions of one entry name and the whole of another does not; 0 to 1. */
export function coverByAsked(question: string, entry: Passage, known: Passage): number {
  const wanted = contentPairs(question)
  const silent = contentPairs(wholeText(known))
  const left = new Set([...wanted].filter((pair) => !silent.has(pair)))
  const asked = contentPairs([entry.title, ...(entry.details?.asks ?? [])].join('\n'))
  return weighCommon(left, asked) / (weigh(wanted) || 1)
}

/** How much a text says that could be searched for; a word of a field weighs about 2. */
export function weighText(text: string): number {
  return weigh(contentPairs(text))
}

function wholeText({ title, text, details }: Passage): string {
  return `${title}\n${details?.asks.join('\n') ?? ''}\n${text}`
}

function weigh(pairs: ReadonlySet<string>): number {
  let weight = 0
  for (const pair of pairs) weight += pairWeight(pair)
  return weight
}

function weighCommon(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let weight = 0
  for (const pair of a) if (b.has(pair)) weight += pairWeight(pair)
  return weight
}
