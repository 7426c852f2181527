import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { normalizeText } from './text/normalize-text.js'
import { quantities } from './text/quantities.js'
import { STOP_CHARACTERS, STOP_WORDS } from './text/stop-words.js'

let jieba: Jieba | null = null

/** Words of a text in jieba's search mode (a long word and the shorter ones in it), in order, with punctuation left out. */
function cutForSearch(normalized: string): string[] {
  jieba ??= Jieba.withDict(dict)
  return jieba.cutForSearch(normalized, false)
}

/** Words of a text, in order, each character in one of them: punctuation too, blanks left out. */
export function cutWords(text: string): string[] {
  jieba ??= Jieba.withDict(dict)
  return jieba.cut(text, true).filter((word) => word.trim() !== '')
}

/**
 * Words of a text with jieba's part of speech, in order, each character in one of them; `x` where the dictionary does not
 * know it.
 */
export function tagWords(text: string): { word: string; tag: string }[] {
  jieba ??= Jieba.withDict(dict)
  return jieba.tag(text, false)
}

/** The whole text in pieces: words of the dictionary alone, and what stands between them. */
export function cutText(normalized: string): string[] {
  jieba ??= Jieba.withDict(dict)
  return jieba.cut(normalized, false)
}

const HAN = /\p{Script=Han}/u
const WORDLIKE = /^[\p{L}\p{N}]+$/u

export interface TextTerms {
  /**
   * With repetitions: every pair of neighbouring Han characters, every dictionary word of three characters or more,
   * Latin words and numbers, and quantities in one spelling (`#30日`). Two-character words are among the pairs.
   */
  terms: string[]
  /** Dictionary words of two characters or more and Latin words, without stop words, with repetitions. */
  words: string[]
}

/** What a text is indexed under; the text is cut into words once for both lists. */
export function analyzeText(text: string): TextTerms {
  const normalized = normalizeText(text)
  const terms = quantities(normalized)
  const words: string[] = []
  for (const word of cutForSearch(normalized)) {
    if (!isWord(word)) continue
    if (word.length > 2 || !isAmongPairs(word)) terms.push(word)
    if (!STOP_WORDS.has(word)) words.push(word)
  }
  pushPairs(normalized, terms)
  return { terms, words }
}

export interface WeightedTerm {
  term: string
  /** Relative to a dictionary word of the question, which has 1. */
  weight: number
}

/** A pair that is no dictionary word still carries some evidence (names, colloquial words). */
const PAIR_WEIGHT = 0.45
/** 三年前借了两万: how long and how much tells little of what a question is about. */
const NUMBER_WEIGHT = 0.3
const NUMERIC = /[\d#零〇一二三四五六七八九十百千万亿两几]/

/** Terms of a question, each once: words without stop words at 1, other pairs lower. */
export function queryTerms(question: string): WeightedTerm[] {
  const normalized = normalizeText(question)
  const weights = new Map<string, number>()
  for (const term of quantities(normalized)) weights.set(term, 1)
  for (const word of cutForSearch(normalized)) {
    if (STOP_WORDS.has(word)) weights.set(word, 0)
    else if (isWord(word)) weights.set(word, 1)
  }
  const pairs: string[] = []
  pushPairs(normalized, pairs)
  for (const pair of pairs) if (!weights.has(pair)) weights.set(pair, STOP_WORDS.has(pair) ? 0 : PAIR_WEIGHT)
  const terms: WeightedTerm[] = []
  for (const [term, weight] of weights) {
    if (weight > 0) terms.push({ term, weight: NUMERIC.test(term) ? weight * NUMBER_WEIGHT : weight })
  }
  return terms
}

/** Two questions may share a word in pieces: 狗把我咬了, 被狗咬了. */
const CHARACTER_WEIGHT = 0.6
/** 把我, 我家, 他又: how people tell it, not what it is about. */
const TALK =
  /[我你您他她它们把被给让跟和与了的地得吗呢吧啊呀么嘛这那哪啥谁怎什就也都还又再要会能可不没有在是到去来说想个]/

/** Terms that questions are compared by: those of a search, and single characters. */
export function askTerms(question: string, searched = queryTerms(question)): WeightedTerm[] {
  const terms = searched.filter(({ term, weight }) => weight >= 1 || !TALK.test(term))
  const characters = new Set(
    [...normalizeText(question)].filter((char) => isUsable(char) && !TALK.test(char) && !NUMERIC.test(char)),
  )
  for (const term of characters) terms.push({ term, weight: CHARACTER_WEIGHT })
  return terms
}

function isWord(word: string): boolean {
  return word.length > 1 ? WORDLIKE.test(word) : isLatin(word)
}

function isLatin(word: string): boolean {
  return /^[a-z0-9]+$/.test(word)
}

/** Among the pairs of its text already: 偿还 is not, as 还 alone is too common for a pair. */
function isAmongPairs(word: string): boolean {
  return word.length === 2 && isUsable(word[0]!) && isUsable(word[1]!)
}

function isUsable(char: string): boolean {
  return isHan(char) && !STOP_CHARACTERS.has(char)
}

function pushPairs(text: string, into: string[]): void {
  let previous = ''
  for (const char of text) {
    const usable = isUsable(char)
    if (usable && previous) into.push(previous + char)
    previous = usable ? char : ''
  }
}

function isHan(char: string): boolean {
  const code = char.charCodeAt(0)
  return (
    (code >= 0x4e00 && code <= 0x9fff) ||
    (code >= 0x3400 && code <= 0x4dbf) ||
    (code > 0xd7ff && HAN.test(char))
  )
}
