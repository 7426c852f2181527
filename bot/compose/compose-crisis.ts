import { stripCitations } from '../../knowledge/article-reference.js'
import { type Answer, emptyAnswer } from '../answer.js'
import { type BasisList, createBasisList, type FindArticle } from './basis-list.js'
import { type CitedSentence, citeMarked } from './cite-sentences.js'

/** Help first, in fixed words; the articles behind them come along where they are loaded. */
export async function composeCrisis(
  words: { summary: string; points: readonly string[] },
  findArticle: FindArticle,
  asOfDate: string,
): Promise<Answer> {
  const bases = createBasisList(findArticle, { asOfDate, regionCode: null })
  const points: CitedSentence[] = []
  for (const point of words.points) points.push(await citeFixedWords(point, bases))
  return { ...emptyAnswer(words.summary), points, bases: bases.bases }
}

/** Help is told whether or not the article behind it can be shown. */
async function citeFixedWords(text: string, bases: BasisList): Promise<CitedSentence> {
  const plain = stripCitations(text)
  return { text: plain, citationIds: (await citeMarked(text, plain, bases)) ?? [] }
}
