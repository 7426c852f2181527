import type { Translations } from './fit-translation.js'
import { isPair } from './known-terms.js'

/** How much of a question stands together in an article. */
export interface TextMatch {
  /** Share of the question's pairs, by how much they tell (idf), that its best sentence says; 0 to 1. */
  sentence: number
  /** The same against the sentence's length, as a cosine; about 0 to 1. */
  sentenceCosine: number
  /** Longest run of neighbouring characters whose pairs the question has, in characters. */
  run: number
  /** What the question's pairs in the article tell, a character of it. */
  density: number
  /** How much likelier the article makes the question's words than any text does: mean logarithm, 0 to about 5. */
  translated: number
}

const SENTENCE_ENDS = ['。', '；', '\n']

/** Bits by character: a pair may begin with it, a pair may end with it, a sentence ends. */
const [BEGINS, CLOSES, ENDS] = [1, 2, 4]
const kinds = new Uint8Array(65_536)

/** Words of an article for each of its characters, and words of one that has nothing to say. */
const WORDS_A_CHARACTER = 0.5
const LEAST_WORDS = 10
/** A product of two such is a number still. */
const LARGE = 1e100

/** So many words has an article: how often any text says a word follows from the share of texts that have it. */
const USUAL_WORDS = 60

/**
 * Compares texts with one question by pairs of neighbouring characters. Most characters of an article begin none that
 * is looked for: these are passed by after one look at a table. Valid until the next one is made.
 * @param terms of the question, of which the pairs count
 * @param idf inverse document frequency of a pair
 */
export function createTextMatcher(
  terms: Iterable<string>,
  idf: (pair: string) => number,
  translations: Translations,
): (text: string) => TextMatch {
  const pairs = [...terms].filter(isPair)
  const translated = pairs.filter((pair) => translations.has(pair))
  const sources = translated.map((word) => translations.get(word)!)
  const numbers = numberPairs(sources.reduce((count, { length }) => count + length, pairs.length))
  const weights: number[] = []
  const numberOf = (pair: string) => {
    const number = numbers.add(pair.charCodeAt(0), pair.charCodeAt(1))
    kinds[pair.charCodeAt(0)]! |= BEGINS
    kinds[pair.charCodeAt(1)]! |= CLOSES
    return number
  }
  kinds.fill(0)
  for (const pair of pairs) weights[numberOf(pair)] = idf(pair)
  const bringings: Bringing[] = []
  for (let place = 0; place < translated.length; place++) {
    bringings.push({ pair: numberOf(translated[place]!), place, probability: 1 })
    for (const { word, probability } of sources[place]!)
      bringings.push({ pair: numberOf(word), place, probability })
  }
  const { from, places, probabilities } = groupByPair(bringings, numbers.count())
  for (const end of SENTENCE_ENDS) kinds[end.charCodeAt(0)]! |= ENDS
  const usual = translated.map((word) => Math.exp(-idf(word)) / USUAL_WORDS)
  const said = new Float64Array(translated.length)
  const whole = sum(weights) || 1
  const square = sum(weights.map((weight) => weight ** 2)) || 1
  // The last sentence, and the last text, in which each pair was met.
  const metInSentence = new Int32Array(weights.length).fill(-1)
  const metInText = new Int32Array(weights.length).fill(-1)
  let sentences = 0
  let texts = 0

  return (text) => {
    texts++
    const match: TextMatch = { sentence: 0, sentenceCosine: 0, run: 0, density: 0, translated: 0 }
    let [saidHere, saidSquare, saidInText, sentenceFrom, run] = [0, 0, 0, 0, 0]
    said.fill(0)
    const { length } = text
    let next = length > 0 ? text.charCodeAt(0) : 0
    for (let i = 0; i <= length; i++) {
      const character = next
      const kind = i < length ? kinds[character]! : ENDS
      next = i + 1 < length ? text.charCodeAt(i + 1) : 0
      const mayBePair = (kind & BEGINS) !== 0 && (kinds[next]! & CLOSES) !== 0
      const number = mayBePair ? numbers.of(character, next) : -1
      if (number >= 0) {
        for (let j = from[number]!; j < from[number + 1]!; j++) said[places[j]!]! += probabilities[j]!
        if (number < weights.length) {
          run++
          if (run >= match.run) match.run = run + 1
          const weight = weights[number]!
          if (metInSentence[number] !== sentences) {
            metInSentence[number] = sentences
            saidHere += weight
            saidSquare += weight ** 2
          }
          if (metInText[number] !== texts) {
            metInText[number] = texts
            saidInText += weight
          }
          continue
        }
      }
      run = 0
      if ((kind & ENDS) === 0) continue
      if (saidHere > 0) {
        match.sentence = Math.max(match.sentence, saidHere / whole)
        // As if the sentence's other pairs told as much as the question's on average.
        const cosine = (saidSquare / square) * Math.sqrt(weights.length / (i - sentenceFrom))
        match.sentenceCosine = Math.max(match.sentenceCosine, cosine)
        saidHere = 0
        saidSquare = 0
      }
      sentenceFrom = i + 1
      sentences++
    }
    match.density = saidInText / (length + 1)
    match.translated = likelihood(said, usual, LEAST_WORDS + length * WORDS_A_CHARACTER)
    return match
  }
}

/** What brings a word of the question up. */
interface Bringing {
  pair: number
  /** Of the word. */
  place: number
  probability: number
}

/**
 * In the order of pairs, one after the other: those of pair n are from `from[n]` to before `from[n + 1]`. Lists of
 * objects took twice the time.
 */
function groupByPair(bringings: readonly Bringing[], pairCount: number) {
  const from = new Int32Array(pairCount + 1)
  for (const { pair } of bringings) from[pair + 1]!++
  for (let pair = 0; pair < pairCount; pair++) from[pair + 1]! += from[pair]!
  const next = from.slice()
  const places = new Int32Array(bringings.length)
  const probabilities = new Float64Array(bringings.length)
  for (const { pair, place, probability } of bringings) {
    const at = next[pair]!++
    places[at] = place
    probabilities[at] = probability
  }
  return { from, places, probabilities }
}

/** @param said how often the text brings up each word @param usual how often any text does, a word of it */
function likelihood(said: Float64Array, usual: readonly number[], words: number): number {
  let logs = 0
  // One logarithm of a product instead of one for each factor.
  let product = 1
  for (let place = 0; place < said.length; place++) {
    if (said[place] === 0) continue
    product *= 1 + said[place]! / words / usual[place]!
    if (product < LARGE) continue
    logs += Math.log(product)
    product = 1
  }
  return (logs + Math.log(product)) / Math.max(1, said.length)
}

function pairCode(first: number, second: number): number {
  return (first << 16) | second
}

/**
 * Numbers for some hundred pairs, from 0, in an open hash table: a `Map` took three times as long.
 * @param most pairs that will be added
 */
function numberPairs(most: number) {
  // At most a quarter full, and small enough for the processor's nearest cache.
  const bits = 3 + Math.ceil(Math.log2(most + 1))
  const slots = new Int32Array(2 ** bits).fill(-1)
  const codes = new Int32Array(2 ** bits)
  let count = 0
  const slotOf = (code: number) => {
    // Knuth's multiplicative hashing.
    let slot = Math.imul(code, 0x9e3779b1) >>> (32 - bits)
    while (slots[slot]! >= 0 && codes[slot] !== code) slot = (slot + 1) & (slots.length - 1)
    return slot
  }
  return {
    /** The same number for the same pair. */
    add(first: number, second: number): number {
      const code = pairCode(first, second)
      const slot = slotOf(code)
      if (slots[slot]! < 0) slots[slot] = count++
      codes[slot] = code
      return slots[slot]!
    },
    count: () => count,
    /** -1: it was not added. */
    of: (first: number, second: number): number => slots[slotOf(pairCode(first, second))]!,
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0)
}
