import { TopK } from '../keyword/top-k.js'
import { createSlice } from '../slice.js'

/** Which words of answers and articles bring up a word of questions, and how likely each of them does. */
export type Translations = ReadonlyMap<string, readonly { word: string; probability: number }[]>

/** What was asked, and texts that answer it: the answer, the articles that it cites. Distinct words of each. */
export interface AnsweredWords {
  question: readonly string[]
  texts: readonly (readonly string[])[]
}

const PASSES = 4
/** Occurrences that say nothing, for each word: one that was met once is no proof. */
const SMOOTHING = 3
/** What is less likely is left out, and so is what else brings up a common word: both tell little, and take time in searches. */
const LEAST_PROBABILITY = 0.01
const MOST_SOURCES = 40

/**
 * Learns by expectation maximisation which words of the law answer which words of citizens. In slices, beside searches.
 * @see Brown et al.: The Mathematics of Statistical Machine Translation, 1993 (model 1)
 * @see Berger, Lafferty: Information Retrieval as Statistical Translation, SIGIR 1999
 */
export async function fitTranslations(pairs: readonly AnsweredWords[]): Promise<Translations> {
  const slice = createSlice()
  const { words, rows } = await numbered(pairs, slice)
  const probability = new Float64Array(words.length)
  const count = new Float64Array(words.length)
  for (let pass = 0; pass < PASSES; pass++) {
    const counts = new Float64Array(words.length)
    for (const { texts, sources, probabilities } of rows) {
      await slice()
      for (let i = 0; i < sources.length; i++) {
        probability[sources[i]!] = probabilities[i]!
        count[sources[i]!] = 0
      }
      for (const text of texts) {
        let all = 0
        for (const source of text) all += probability[source]!
        if (all > 0) for (const source of text) count[source]! += probability[source]! / all
      }
      for (let i = 0; i < sources.length; i++) {
        probabilities[i] = count[sources[i]!]!
        counts[sources[i]!]! += probabilities[i]!
      }
    }
    for (const { sources, probabilities } of rows) {
      await slice()
      for (let i = 0; i < sources.length; i++) probabilities[i]! /= counts[sources[i]!]! + SMOOTHING
    }
  }
  const translations = new Map<string, { word: string; probability: number }[]>()
  for (const { word, sources, probabilities } of rows) {
    await slice()
    const likeliest = new TopK(MOST_SOURCES)
    for (const [i, source] of sources.entries())
      if (probabilities[i]! >= LEAST_PROBABILITY) likeliest.add(source, probabilities[i]!)
    translations.set(
      word,
      likeliest
        .ranking()
        .map(({ doc: source, score: probability }) => ({ word: words[source]!, probability })),
    )
  }
  return translations
}

/** A row for each word of questions: the texts that answer it, and all their words, by number. */
async function numbered(pairs: readonly AnsweredWords[], slice: () => Promise<void>) {
  const numbers = new Map<string, number>()
  const numberOf = (word: string) => {
    const number = numbers.get(word) ?? numbers.size
    numbers.set(word, number)
    return number
  }
  const textsOf = new Map<string, Int32Array[]>()
  for (const { question, texts } of pairs) {
    await slice()
    const read = texts.map((text) => Int32Array.from(text, numberOf))
    for (const word of question) {
      const known = textsOf.get(word)
      if (known) known.push(...read)
      else textsOf.set(word, [...read])
    }
  }
  const lastRow = new Int32Array(numbers.size).fill(-1)
  const rows = []
  for (const [word, texts] of textsOf) {
    await slice()
    const sources: number[] = []
    for (const text of texts)
      for (const source of text) {
        if (lastRow[source] === rows.length) continue
        lastRow[source] = rows.length
        sources.push(source)
      }
    rows.push({ word, texts, sources, probabilities: new Float64Array(sources.length).fill(1) })
  }
  return { words: [...numbers.keys()], rows }
}
