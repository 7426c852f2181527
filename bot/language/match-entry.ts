import type { Passage } from '../../retrieval/passage.js'
import { entryFacts, weighPairs } from './entry-facts.js'
import { contentPairs } from './overlap.js'
import { pairWeight } from './pair-weight.js'

/** An asked question that weighs less than this says too little to be met whole. */
const LEAST_WEIGHT = 5

/** How much and how long is part of a story more often than of what is asked: 欠我五万, 拖了两个月. */
const QUANTITY =
  /[\d零一二两三四五六七八九十百千万几]+多?(?:个多?月|年多?|天|周|个?星期|元|块钱?|万块?钱?|千块?钱?|百块?钱?)/g

/**
 * How near a question comes to one of those that a guide or Q&A answers (its title and other wordings); 0 to 1.
 * A long story that holds the whole asked question counts nearly as much as the same words alone.
 */
export function matchEntry(question: string, entry: Passage): number {
  const whole = matchWhole(question, entry)
  const bare = question.replace(QUANTITY, '')
  return bare === question ? whole : Math.max(whole, matchWhole(bare, entry))
}

function matchWhole(question: string, entry: Passage): number {
  const wanted = contentPairs(question)
  const wantedWeight = weighPairs(wanted)
  let best = 0
  for (const { pairs, weight } of entryFacts(entry).asked) {
    const common = weighCommon(pairs, wanted)
    if (pairs.size > 0 && common === weight && common === wantedWeight) return 1
    const likeness = (2 * common) / (wantedWeight + weight || 1)
    const met = common / Math.max(weight, LEAST_WEIGHT)
    best = Math.max(best, 0.5 * likeness + 0.5 * met)
  }
  return best
}

/** Share of what is asked that the whole text of an entry or article speaks of, by how much it tells; 0 to 1. */
export function coverEntry(question: string, passage: Passage): number {
  const wanted = contentPairs(question)
  return weighCommon(wanted, saidBy(passage)) / (weighPairs(wanted) || 1)
}

/** Share of a question that the asked questions of one entry name and the whole of another does not; 0 to 1. */
export function coverByAsked(question: string, entry: Passage, known: Passage): number {
  return coverBeyond(question, entryFacts(entry).allAsked, known)
}

/** Share of a question that an article speaks of and the whole of an entry does not; 0 to 1. */
export function coverByArticle(question: string, article: Passage, known: Passage): number {
  return coverBeyond(question, contentPairs(article.text), known)
}

function coverBeyond(question: string, told: ReadonlySet<string>, known: Passage): number {
  const wanted = contentPairs(question)
  const silent = saidBy(known)
  const left = new Set([...wanted].filter((pair) => !silent.has(pair)))
  return weighCommon(left, told) / (weighPairs(wanted) || 1)
}

/** How much a text says that could be searched for; a word of a field weighs about 2. */
export function weighText(text: string): number {
  return weighPairs(contentPairs(text))
}

interface Pairs {
  has(pair: string): boolean
}

/** What an entry or article says, wordings and text. */
function saidBy(passage: Passage): Pairs {
  const { allAsked } = entryFacts(passage)
  const told = contentPairs(passage.text)
  return { has: (pair) => told.has(pair) || allAsked.has(pair) }
}

function weighCommon(a: ReadonlySet<string>, b: Pairs): number {
  let weight = 0
  for (const pair of a) if (b.has(pair)) weight += pairWeight(pair)
  return weight
}
