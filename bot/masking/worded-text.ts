import { tagWords } from '../../retrieval/tokenize.js'
import { type After, type Before, lookAfter, lookBefore } from './around-names.js'

/** A word of the dictionary. */
export interface PlacedWord {
  start: number
  end: number
  word: string
  /** What jieba takes it for. */
  tag: string
}

/** A text with the words that lie over its characters, and what is to be seen from each of its places. */
export interface WordedText {
  text: string
  /** By position: the word that covers it. */
  words: readonly PlacedWord[]
  /** The word that would stand at a position if a name ended before it. */
  wordFrom(at: number): PlacedWord | undefined
  before(at: number): Before
  after(at: number): After
}

/** So much of what follows tells which word comes next. */
const NEXT = 6

export function withWords(text: string): WordedText {
  const words: PlacedWord[] = []
  let at = 0
  for (const { word, tag } of tagWords(text)) {
    const placed = { start: at, end: at + word.length, word, tag }
    for (; at < placed.end; at++) words.push(placed)
  }
  const wordFrom = remembered((at: number): PlacedWord | undefined => {
    if (words[at] === undefined || words[at].start === at) return words[at]
    const first = tagWords(text.slice(at, at + NEXT))[0]
    return first && { start: at, end: at + first.word.length, ...first }
  })
  return {
    text,
    words,
    wordFrom,
    before: remembered((at) =>
      lookBefore(text, at, words[at] !== undefined && words[at].start < at ? null : words[at - 1]),
    ),
    after: remembered((at) => lookAfter(text, at, wordFrom(at))),
  }
}

/** Several candidates begin and end at the same place. */
function remembered<T>(look: (at: number) => T): (at: number) => T {
  const seen = new Map<number, T>()
  return (at) => {
    const known = seen.get(at)
    if (known !== undefined) return known
    const found = look(at)
    seen.set(at, found)
    return found
  }
}
