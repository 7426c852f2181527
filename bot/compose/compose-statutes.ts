import type { Passage } from '../../retrieval/passage.js'
import { type Answer, emptyAnswer } from '../answer.js'
import type { Plan } from '../turn.js'
import type { Words } from '../words/zh-CN.js'
import type { BasisList } from './basis-list.js'
import { pickQuote } from './pick-quote.js'

const MOST_ARTICLES = 4

/** What the articles say, the best one first, in their own words. */
export function composeStatutes(
  question: string,
  articles: readonly Passage[],
  { sure, near }: Pick<Extract<Plan, { kind: 'statutes' }>, 'sure' | 'near'>,
  bases: BasisList,
  words: Words,
): Answer {
  const [best, ...others] = articles.slice(0, MOST_ARTICLES)
  if (!best) return emptyAnswer(words.handedOffNoCitation)
  const sentence = (passage: Passage, lead: (title: string, article: string) => string) =>
    lead(passage.title, passage.article ?? '') + ended(pickQuote(passage.text, question))
  const bestId = bases.addPassage(best, question)
  return {
    ...emptyAnswer(sentence(best, sure ? words.lawSays : words.lawNearest)),
    summaryCitationIds: [bestId],
    points: others.map((passage) => ({
      text: sentence(passage, words.lawAlsoSays),
      citationIds: [bases.addPassage(passage, question)],
    })),
    notices: sure ? [] : [words.noteNearest],
    bases: bases.bases,
    followUps: [...near],
  }
}

/** The head of a list, quoted without its items, does not end in a colon. */
function ended(quote: string): string {
  return quote.replace(/[：:]$/, '（各项见条文）。')
}
