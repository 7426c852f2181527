import type { ArticleReference } from '../../knowledge/article-reference.js'
import { formatChineseNumber } from '../../knowledge/chinese-number.js'
import { loadRepeals } from '../../knowledge/load-repeals.js'
import type { ArticleLookup } from '../../retrieval/retriever.js'
import { type Answer, emptyAnswer } from '../answer.js'
import type { Words } from '../words/zh-CN.js'

/** Says that a law or an article is not there, and what may have been meant; nothing is guessed. */
export function composeNotFound({ references }: ArticleLookup, words: Words): Answer {
  const [first, ...others] = references.map((found) => explain(found, words))
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

interface Explained {
  text: string
  suggestions: string[]
}

function explain(found: ArticleLookup['references'][number], words: Words): Explained {
  const { reference, status, lastArticleNumber } = found
  const article = labelOf(reference.from)
  const title = found.lawTitle ?? reference.lawName
  if (title === null) return { text: words.numberWithoutLaw(article), suggestions: [] }
  const repeal = loadRepeals().find(({ name }) => name === title)
  if (repeal && status !== 'found') {
    const successor = /^(.+?(?:法典|法|条例))第/.exec(repeal.by)?.[1]
    return {
      text: words.lawRepealed(title, repeal.repealedOn, successor ?? null),
      suggestions: successor === undefined ? [] : [`${successor}第一条`],
    }
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
      return { text: words.articleNotInForce(title, article), suggestions: [] }
  }
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
