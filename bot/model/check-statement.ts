import { parseArticleReferences } from '../../knowledge/article-reference.js'
import { cleanText } from '../language/clean-text.js'
import { splitSentences } from '../language/split-sentences.js'
import type { StatementDraft } from './answer-draft.js'
import { findQuote, foldForQuotes } from './find-quote.js'
import type { NumberedSource } from './number-sources.js'

export interface CheckedStatement {
  sentences: string[]
  /** Never empty. Each quote is a verbatim substring of its passage. */
  support: { source: NumberedSource; quote: string }[]
}

export type CheckStatement = ReturnType<typeof createStatementCheck>

/**
 * @param mayTell what else a sentence has to pass before a citizen sees it
 */
export function createStatementCheck(
  sources: readonly NumberedSource[],
  mayTell: (sentence: string) => boolean,
) {
  const folded = sources.map(({ passage }) => foldForQuotes(passage.text))
  const known = sources.flatMap(({ passage }) => articlesOf(passage))

  /** @returns null when no source carries it or nothing of it may be told */
  return (draft: StatementDraft): CheckedStatement | null => {
    const support = draft.sources.flatMap(({ sourceNumber, quote }) => {
      const source = sources[sourceNumber - 1]
      const words = source && findQuote(folded[sourceNumber - 1]!, withoutLabel(quote, source))
      return source && words && !/\{\{|\}\}/.test(words) ? [{ source, quote: words }] : []
    })
    if (support.length === 0) return null
    const sentences = splitSentences(plainText(draft.text)).filter(
      (sentence) =>
        namesKnownArticlesOnly(sentence, known) && !/\{\{|\}\}/.test(sentence) && mayTell(sentence),
    )
    return sentences.length === 0 ? null : { sentences, support }
  }
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
  return a === null || b === null || a.includes(b) || b.includes(a)
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
