import { join } from 'node:path'
import { readProgramTable } from '../../knowledge/read-csv.js'
import type { ArticleText } from './article-texts.js'

let loaded: readonly { asked: RegExp; told: RegExp }[] | null = null

/**
 * What is asked for, and what the articles say that tell it: other words, which no likeness brings together. Both are
 * regular expressions, from kinds-asked.csv.
 */
function loadKinds() {
  loaded ??= readProgramTable(join(import.meta.dirname, 'kinds-asked.csv'), ['kind', 'asked', 'told']).map(
    ({ asked, told }) => ({ asked: new RegExp(asked), told: new RegExp(told) }),
  )
  return loaded
}

/**
 * How well articles tell what kind of thing is asked for, against those beside them: mean over the kinds asked for of 1
 * or 0 less the share of the articles that tell it; -1 to 1, 0 where no kind is known.
 */
export function fitKinds(question: string, articles: readonly ArticleText[]): Float64Array {
  const fits = new Float64Array(articles.length)
  const asked = loadKinds().flatMap((kind, number) => (kind.asked.test(question) ? number : []))
  if (asked.length === 0) return fits
  const told = articles.map(kindsTold)
  for (const number of asked) {
    const tells = (kinds: number) => (kinds >> number) & 1
    const share = told.reduce((sum, kinds) => sum + tells(kinds), 0) / told.length
    told.forEach((kinds, i) => {
      fits[i]! += (tells(kinds) - share) / asked.length
    })
  }
  return fits
}

/** @returns a bit for each kind */
function kindsTold(article: ArticleText): number {
  article.kinds ??= loadKinds().reduce(
    (bits, { told }, number) => (told.test(article.text) ? bits | (1 << number) : bits),
    0,
  )
  return article.kinds
}
