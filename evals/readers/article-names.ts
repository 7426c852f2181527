import { parseArticleReferences } from '../../knowledge/article-reference.js'
import { formatChineseNumber } from '../../knowledge/chinese-number.js'
import { shortTitle } from '../../knowledge/short-title.js'

/** 民法典第五十四条 for every article of a law that a text names, each once, ranges by their ends, in order. */
export function articleNames(text: string): string[] {
  const names = parseArticleReferences(text).flatMap(({ lawName, from, to }) =>
    lawName === null
      ? []
      : [from, to].map(
          ({ number, suffix }) =>
            `${shortTitle(lawName)}第${formatChineseNumber(number)}条${suffix > 0 ? `之${formatChineseNumber(suffix)}` : ''}`,
        ),
  )
  return [...new Set(names)]
}

/** The first of `articleNames`: what is written before an article's own text. */
export function leadingArticle(text: string): string[] {
  return articleNames(text).slice(0, 1)
}
