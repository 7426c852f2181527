import type { Passage } from '../../retrieval/passage.js'
import { type Answer, emptyAnswer } from '../answer.js'
import type { Plan } from '../turn.js'
import type { Words } from '../words/zh-CN.js'
import type { BasisList } from './basis-list.js'

/** Law, number and the whole text of each article, and nothing else. @throws {TypeError} there is none */
export function composeBasis(
  { articles, sure }: Extract<Plan, { kind: 'basis' }>,
  bases: BasisList,
  words: Words,
): Answer {
  const [summary, ...points] = articles.flatMap((article) => wholeArticle(article, bases, words))
  if (summary === undefined) throw new TypeError('There is no article to show')
  return {
    ...emptyAnswer(summary.text),
    summaryCitationIds: summary.citationIds,
    points,
    bases: bases.bases,
    notices: sure ? [] : [words.noteNearest],
  }
}

function wholeArticle(article: Passage, bases: BasisList, words: Words) {
  const citationIds = [bases.addWhole(article)]
  const name = words.articleAlone(article.title, article.article ?? '')
  return [name, ...article.text.split('\n')].map((text) => ({ text, citationIds }))
}
