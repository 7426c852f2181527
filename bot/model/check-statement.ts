import { parseArticleReferences } from '../../knowledge/article-reference.js'
import { cleanText } from '../language/clean-text.js'
import { splitSentences } from '../language/split-sentences.js'
import type { StatementDraft } from './answer-draft.js'
import { isCarriedBy } from './carried-by.js'
import { findQuote, foldForQuotes, sentencesAround } from './find-quote.js'
import { isNameOf } from './laws-named.js'
import type { NumberedSource } from './number-sources.js'
import { isStrange } from './strange-text.js'

export interface CheckedStatement {
  sentences: string[]
  /** Never empty. Each quote is a verbatim substring of its passage. */
  support: { source: NumberedSource; quote: string }[]
  /** false: its first sentence, which answers, is not among those that may be told. */
  direct: boolean
}

export type CheckStatement = (draft: StatementDraft) => CheckedStatement | null

export interface CheckContext {
  sources: readonly NumberedSource[]
  /** Masked question and history, as the model is told them. */
  asked: string
  prompt: string
  /** What else a sentence has to pass before a citizen sees it. */
  mayTell(sentence: string): boolean
}

/** Nothing that a model writes is believed: see `isCarriedBy` and `isStrange` for what is looked at. */
export function createStatementCheck({ sources, asked, prompt, mayTell }: CheckContext) {
  const folded = sources.map(({ passage }) => foldForQuotes(passage.text))
  const known = sources.flatMap(({ passage }) => articlesOf(passage))
  const told = [asked, ...sources.map(({ passage: { title, text } }) => `${title}\n${text}`)].join('\n')

  const checked = new Map<string, CheckedStatement | null>()

  /** @returns null when no source carries it or nothing of it may be told */
  function check(draft: StatementDraft): CheckedStatement | null {
    // While a model writes, the same statement is looked at with every sentence.
    const key = JSON.stringify(draft)
    const known = checked.get(key)
    if (known !== undefined) return known
    const result = checkOnce(draft)
    checked.set(key, result)
    return result
  }

  function checkOnce(draft: StatementDraft): CheckedStatement | null {
    const support = draft.sources.flatMap(({ sourceNumber, quote }) => {
      const source = sources[sourceNumber - 1]
      const words = source && findQuote(folded[sourceNumber - 1]!, withoutLabel(quote, source))
      return source && words && !/\{\{|\}\}/.test(words) ? [{ source, quote: words }] : []
    })
    if (support.length === 0 || isStrange(draft.text, told, prompt)) return null
    const ground = {
      passages: support.map(({ source }) => source.passage),
      cited: support.map(({ source, quote }) => sentencesAround(source.passage.text, quote)).join('\n'),
    }
    const written = plainText(draft.text)
    const all = splitSentences(written)
    const sentences = all.filter(
      (sentence) =>
        namesKnownArticlesOnly(sentence, known) && isCarriedBy(sentence, ground) && mayTell(sentence),
    )
    return sentences.length === 0 ? null : { sentences, support, direct: sentences[0] === all[0] }
  }

  /** A question that the citizen may ask next states nothing, so nothing has to carry it. */
  const mayOffer = (question: string) => !isStrange(question, told, prompt) && mayTell(question)

  return { check, mayOffer }
}

interface KnownArticle {
  number: number
  suffix: number
  /** null: named in a text without its law. */
  lawName: string | null
}

function articlesOf(passage: NumberedSource['passage']): KnownArticle[] {
  const named = parseArticleReferences(passage.text).flatMap(({ from, to, lawName }) => [
    { ...from, lawName },
    { ...to, lawName },
  ])
  const own =
    passage.articleNumber === null
      ? []
      : [{ number: passage.articleNumber, suffix: passage.articleSuffix, lawName: passage.title }]
  return [...own, ...named]
}

/** An article that stands in no source comes from the model's memory. */
function namesKnownArticlesOnly(sentence: string, known: readonly KnownArticle[]): boolean {
  return parseArticleReferences(sentence).every(({ from, to, lawName }) =>
    [from, to].every((end) =>
      known.some(
        (article) =>
          article.number === end.number && article.suffix === end.suffix && sameLaw(article.lawName, lawName),
      ),
    ),
  )
}

function sameLaw(a: string | null, b: string | null): boolean {
  return a === null || b === null || isNameOf(b, a)
}

/** Models like to begin a quote with 第三十条, which a passage's text does not hold. */
function withoutLabel(quote: string, { passage }: NumberedSource): string {
  const trimmed = quote.trim()
  return passage.article && trimmed.startsWith(passage.article)
    ? trimmed.slice(passage.article.length)
    : trimmed
}

/** No Markdown and no source numbers: the answer is data, its citations stand beside the text. */
function plainText(text: string): string {
  return cleanText(
    text
      .replace(/\*\*|__|`/g, '')
      .replace(/^\s*(?:#+|[-*•]|\d{1,2}[.、)）](?!\d))\s*/gm, '')
      .replace(/[[〔【](?:资料|来源)?\s*\d{1,2}(?:\s*[,，、]\s*\d{1,2})*[\]〕】]/g, '')
      .replace(/[(（](?:资料|来源)\s*\d{1,2}[)）]/g, ''),
  )
}
