import { parseCitations, stripCitations } from '../../knowledge/article-reference.js'
import { type Answer, emptyAnswer } from '../answer.js'
import { type BasisList, createBasisList, type FindArticle } from './basis-list.js'
import type { CitedSentence } from './cite-sentences.js'

/** Help first, in fixed words; the articles behind them come along where they are loaded. */
export async function composeCrisis(
  words: { summary: string; points: readonly string[] },
  findArticle: FindArticle,
  asOfDate: string,
): Promise<Answer> {
  const bases = createBasisList(findArticle, asOfDate)
  const points: CitedSentence[] = []
  for (const point of words.points) points.push(await citeFixedWords(point, bases))
  return { ...emptyAnswer(words.summary), points, bases: bases.bases }
}

async function citeFixedWords(text: string, bases: BasisList): Promise<CitedSentence> {
  const plain = stripCitations(text)
  const ids: number[] = []
  for (const { references } of parseCitations(text)) {
    for (const reference of references) ids.push(...(await bases.addReference(reference, plain)))
  }
  return { text: plain, citationIds: [...new Set(ids)] }
}
