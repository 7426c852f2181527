import type { Passage } from '../../retrieval/passage.js'
import { type Answer, emptyAnswer } from '../answer.js'
import type { Plan } from '../turn.js'
import type { Words } from '../words/zh-CN.js'
import type { BasisList } from './basis-list.js'
import { leadFirst } from './lead-article.js'
import { paragraphsOf, pickQuote } from './pick-quote.js'

const MOST_ARTICLES = 5
/** Characters up to which the best article, or its 款 that decides, is told whole. */
const LONGEST_WHOLE = 300

/** What the articles say, in their own words: the best one whole, of the others the sentence that fits. */
export function composeStatutes(
  question: string,
  articles: readonly Passage[],
  { sure, near }: Pick<Extract<Plan, { kind: 'statutes' }>, 'sure' | 'near'>,
  bases: BasisList,
  words: Words,
): Answer {
  const [best, ...others] = leadFirst(articles.slice(0, MOST_ARTICLES), question)
  if (!best) return emptyAnswer(words.handedOffNoCitation)
  const lead = sure ? words.lawSays : words.lawNearest
  const { first, rest } = itemFirst(pickRule(best.text, question), question)
  const summaryCitationIds = [bases.addPassage(best, question)]
  return {
    ...emptyAnswer(lead(best.title, best.article ?? '') + first),
    summaryCitationIds,
    points: [
      ...rest.map((text) => ({ text, citationIds: summaryCitationIds })),
      ...others.map((passage) => ({
        text: words.lawAlsoSays(passage.title, passage.article ?? '') + sentenceOf(passage.text, question),
        citationIds: [bases.addPassage(passage, question)],
      })),
    ],
    notices: sure ? [] : [words.noteNearest],
    bases: bases.bases,
    followUps: [...near],
  }
}

/** The whole article, verbatim; of a long one the 款 that speaks to the question; of a long 款 the sentence. */
function pickRule(text: string, question: string): string {
  if (text.length <= LONGEST_WHOLE) return text
  const quote = pickQuote(text, question)
  const paragraph = paragraphsOf(text).find((each) => each.includes(quote))
  return paragraph !== undefined && paragraph.length <= LONGEST_WHOLE ? paragraph : quote
}

/** An item that fits comes first, after the head of its list; else all in the order of the law. */
function itemFirst(rule: string, question: string): { first: string; rest: string[] } {
  const [first = '', ...rest] = rule.split('\n')
  const item = itemOf(rule, question)
  return item === null
    ? { first: ended(first, rest), rest }
    : { first: told(item), rest: [first, ...rest].filter((line) => !item.includes(line)) }
}

/** The sentence that fits; an item of a list after the list's head. */
export function sentenceOf(text: string, question: string): string {
  const item = itemOf(text, question)
  return item === null ? ended(pickQuote(text, question)) : told(item)
}

/** @returns the item of a list that fits with the list's head; null: what fits is no item */
function itemOf(text: string, question: string): [head: string, item: string] | null {
  const quote = pickQuote(text, question)
  const [head = '', ...items] =
    paragraphsOf(text)
      .find((each) => each.includes(quote))
      ?.split('\n') ?? []
  return items.includes(quote) ? [head, quote] : null
}

function told([head, item]: readonly [head: string, item: string]): string {
  return head + item.replace(/；$/, '。')
}

/** The head of a list, told without its items, does not end in a colon. */
function ended(text: string, items: readonly string[] = []): string {
  return items.length > 0 ? text : text.replace(/[：:]$/, '（各项见条文）。')
}
