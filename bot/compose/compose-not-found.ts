import type { ArticleReference } from '../../knowledge/article-reference.js'
import { formatChineseNumber } from '../../knowledge/chinese-number.js'
import { loadRepeals } from '../../knowledge/load-repeals.js'
import type { ArticleLookup } from '../../retrieval/retriever.js'
import { type Answer, emptyAnswer } from '../answer.js'
import type { Words } from '../words/zh-CN.js'

/**
 * Says that a law or an article is not there, and what may have been meant; nothing is guessed.
 * @param day of the law that was asked for, `YYYY-MM-DD`
 */
export function composeNotFound({ references }: ArticleLookup, day: string, words: Words): Answer {
  const [first, ...others] = references.map((found) => explain(found, day, words))
  if (first === undefined) return emptyAnswer(words.clarifyQuestion)
  const followUps = [...new Set([first, ...others].flatMap(({ suggestions }) => suggestions))].slice(0, 3)
  return {
    ...emptyAnswer(first.text),
    points: [
      ...others.map(({ text }) => ({ text, citationIds: [] })),
      ...(followUps.length > 0 ? [{ text: words.didYouMean(followUps.join('、')), citationIds: [] }] : []),
    ],
    followUps,
  }
}

type Found = ArticleLookup['references'][number]

interface Explained {
  text: string
  suggestions: string[]
}

function explain(found: Found, day: string, words: Words): Explained {
  const { reference, status, lastArticleNumber } = found
  const article = labelOf(reference.from)
  const title = found.lawTitle ?? reference.lawName
  if (title === null) return { text: words.numberWithoutLaw(article), suggestions: [] }
  const repeal = loadRepeals().find(({ name }) => name === title)
  const successor = repeal && /^(.+?(?:法典|法|条例))第/.exec(repeal.by)?.[1]
  const suggestions = successor === undefined ? [] : [`${successor}第一条`]
  // A law that is loaded and in force on that day lacks the article: that is said below.
  if (repeal && day < repeal.repealedOn && (status === 'no_such_law' || status === 'not_in_force')) {
    return { text: words.lawOfDayNotLoaded(title, day, repeal.repealedOn), suggestions }
  }
  if (repeal && day >= repeal.repealedOn) {
    return { text: words.lawRepealed(title, repeal.repealedOn, successor ?? null), suggestions }
  }
  switch (status) {
    case 'no_such_law':
      return {
        text: words.noSuchLaw(title),
        suggestions: found.suggestions.map((suggestion) => `${suggestion}${article}`),
      }
    case 'no_such_article':
      return {
        text:
          lastArticleNumber === null
            ? words.noSuchArticlePlain(title, article)
            : lastArticleNumber < reference.from.number
              ? words.noSuchArticle(title, lastArticleNumber, article)
              : words.noSuchArticlePlain(title, article),
        suggestions: nearNumbers(reference.from.number, lastArticleNumber ?? 0).map(
          (number) => `${title}${labelOf({ number, suffix: 0 })}`,
        ),
      }
    case 'not_in_force':
    case 'found':
      return { text: explainForce(title, article, found, day, words), suggestions: [] }
  }
}

function explainForce(title: string, article: string, { period }: Found, day: string, words: Words): string {
  if (period?.to && period.to <= day) return words.lawRepealed(title, period.to, null)
  if (period?.from && period.from > day) return words.textFromLaterOn(title, article, period.from, day)
  return period === null ? words.articleNotInForce(title, article) : words.lawOfElsewhere(title)
}

function labelOf({ number, suffix }: ArticleReference['from']): string {
  return `第${formatChineseNumber(number)}条${suffix > 0 ? `之${formatChineseNumber(suffix)}` : ''}`
}

/** What may have been meant: a digit too many at the end or within; else the last article there is. */
function nearNumbers(wanted: number, last: number): number[] {
  const digits = String(wanted)
  const shorter = [...digits].map((_, at) => Number(digits.slice(0, at) + digits.slice(at + 1))).reverse()
  const possible = shorter.filter((number) => number > 0 && number <= last)
  return [...new Set([...possible.slice(0, 1), last])].filter((number) => number > 0)
}
