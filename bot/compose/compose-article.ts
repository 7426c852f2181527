import {
  type ArticleReference,
  parseArticleReferences,
  parseCitations,
  stripCitations,
} from '../../knowledge/article-reference.js'
import type { Passage } from '../../retrieval/passage.js'
import type { ArticleLookup } from '../../retrieval/retriever.js'
import { type Answer, emptyAnswer } from '../answer.js'
import type { StepDeps } from '../bot-deps.js'
import { splitSentences } from '../language/split-sentences.js'
import type { Words } from '../words/zh-CN.js'
import type { BasisList } from './basis-list.js'
import type { CitedSentence } from './cite-sentences.js'
import { paragraphsOf, partOf } from './pick-quote.js'

const MOST_SHOWN = 5
/** So much of an article finds the guides that speak of it. */
const SEARCHED_LENGTH = 80
const EXPLAINERS = 8

type Deps = Pick<StepDeps, 'retriever' | 'passages' | 'words'>

/** Articles word for word, with their place in the law and its version; what a guide says of the first; its neighbours. */
export async function composeArticle(
  lookup: ArticleLookup,
  articles: readonly Passage[],
  bases: BasisList,
  asOfDate: string,
  deps: Deps,
): Promise<Answer> {
  const { words } = deps
  const shown = articles.slice(0, MOST_SHOWN)
  const [first] = shown
  if (first === undefined) throw new TypeError('There is no article to show')
  const referenceOf = new Map(
    lookup.references.flatMap(({ reference, hits }) => hits.map(({ passageId }) => [passageId, reference])),
  )
  const points: CitedSentence[] = []
  for (const [position, article] of shown.entries()) {
    const id = bases.addWhole(article, referenceOf.get(article.id))
    if (position > 0) points.push({ text: heading(article, asOfDate, words), citationIds: [id] })
    points.push(...article.text.split('\n').map((text) => ({ text, citationIds: [id] })))
  }
  const explainers = shown.length === 1 ? await findExplainers(first, deps) : []
  const plain = explainers.flatMap((entry) => sentenceOn(first, entry) ?? [])[0]
  if (plain) {
    points.push({
      text: words.inPlainWords(plain.text),
      citationIds: [bases.addPassage(plain.entry, plain.text)],
    })
  }
  return {
    ...emptyAnswer(heading(first, asOfDate, words)),
    summaryCitationIds: [1],
    points,
    bases: bases.bases,
    followUps: [
      ...explainers.slice(0, 1).map(({ title }) => title),
      ...(await neighbourTitles(first, shown.at(-1) ?? first, deps)),
    ],
    notices: [
      ...shown.flatMap((article) => missingPart(article, referenceOf.get(article.id), words)),
      ...(articles.length > shown.length ? [words.articleMany(shown.length, articles.length)] : []),
    ],
  }
}

function missingPart(article: Passage, part: ArticleReference | undefined, words: Words): string[] {
  if (part === undefined || partOf(article.text, part) !== null) return []
  return [words.noSuchPart(article.title, article.article ?? '', paragraphsOf(article.text).length)]
}

function heading(article: Passage, asOfDate: string, words: Words): string {
  const place = article.headingPath.split(' / ').filter(Boolean).join(' · ')
  const from = article.effectiveFrom
  const to = article.effectiveTo
  const begun = from === null || from <= asOfDate
  const force =
    !begun && from ? words.notYetInForce(from) : to === null ? words.inForce : words.inForceUntil(to)
  const dates = begun && from ? `${words.inForceFrom(from)}，${force}` : force
  return words.articleHeading(article.title, article.article ?? '', [place, dates].filter(Boolean).join('；'))
}

/** Guides and Q&A that cite the article, the nearest first. */
async function findExplainers(article: Passage, { retriever, passages }: Deps): Promise<Passage[]> {
  const query = article.text.slice(0, SEARCHED_LENGTH)
  const { hits } = await retriever.search(query, { k: 1, entries: EXPLAINERS })
  const entries = await passages.byIds(hits.map(({ passageId }) => passageId))
  return entries.filter(({ details }) => details?.cites.some((cite) => names(cite, article)))
}

function names(citation: string, article: Passage): boolean {
  return parseArticleReferences(citation).some(
    ({ lawName, from, to }) =>
      lawName === article.title &&
      article.articleNumber !== null &&
      from.number <= article.articleNumber &&
      to.number >= article.articleNumber &&
      from.suffix === article.articleSuffix,
  )
}

/** The sentence of an entry that rests on the article and stands in the passage word for word. */
function sentenceOn(article: Passage, entry: Passage): { text: string; entry: Passage } | null {
  const texts = [entry.details?.lead ?? '', ...(entry.details?.sections ?? []).flatMap(({ items }) => items)]
  for (const sentence of texts.flatMap(splitSentences)) {
    if (!parseCitations(sentence).some(({ text }) => names(text, article))) continue
    const text = stripCitations(sentence).trim()
    if (!text.includes('{{') && entry.text.includes(text)) return { text, entry }
  }
  return null
}

/** The article before the first that is shown and the one after the last. */
async function neighbourTitles(first: Passage, last: Passage, { passages, words }: Deps): Promise<string[]> {
  const [{ previousId }, { nextId }] = await Promise.all([
    passages.neighbours(first.id),
    passages.neighbours(last.id),
  ])
  const beside = await passages.byIds([previousId, nextId].filter((id) => id !== null))
  return beside.flatMap(({ id, title, article: label }) => {
    if (label === null) return []
    return id === previousId ? words.previousArticle(title, label) : words.nextArticle(title, label)
  })
}
