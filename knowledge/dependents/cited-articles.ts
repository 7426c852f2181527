import { parseArticleReferences, stripCitations } from '../article-reference.js'
import type { GuideDetails } from '../guide-details.js'

export interface CitedArticle {
  /** As written. */
  law: string
  number: number
  /** 1 for 之一; 0 otherwise. */
  suffix: number
}

/** A range names at most so many articles; a longer one is its ends. */
const LONGEST_RANGE = 50

/** Every article that a guide or Q&A rests on: named in 〔〕 or a list, or in its own sentences. Each once. */
export function citedArticles(
  title: string,
  { cites, lead, sections, materials, fee, timeLimit }: GuideDetails,
): CitedArticle[] {
  const said = [
    title,
    lead,
    ...sections.flatMap(({ items }) => items),
    ...materials,
    fee ?? '',
    timeLimit ?? '',
  ]
  const articles = new Map<string, CitedArticle>()
  for (const text of [...cites, ...said.map(stripCitations)]) {
    // Parsing is slow, and most sentences name none.
    if (!text.includes('条')) continue
    for (const { lawName, from, to } of parseArticleReferences(text)) {
      if (lawName === null) continue
      for (const { number, suffix } of articlesBetween(from, to)) {
        articles.set(`${lawName} ${number} ${suffix}`, { law: lawName, number, suffix })
      }
    }
  }
  return [...articles.values()]
}

type End = Pick<CitedArticle, 'number' | 'suffix'>

function articlesBetween(from: End, to: End): End[] {
  const length = to.number - from.number
  if (length === 0) return from.suffix === to.suffix ? [from] : [from, to]
  if (length < 0 || length > LONGEST_RANGE) return [from, to]
  const between = Array.from({ length: length - 1 }, (_, n) => ({ number: from.number + n + 1, suffix: 0 }))
  return [from, ...between, to]
}
