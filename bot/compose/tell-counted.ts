import { stripCitations } from '../../knowledge/article-reference.js'
import type { Passage } from '../../retrieval/passage.js'
import type { Answer } from '../answer.js'
import type { StepDeps } from '../bot-deps.js'
import { isAskedFor, isFor } from '../counting/counted.js'
import { foldText } from '../language/normalise-text.js'
import { today } from '../today.js'
import { type Plan, type Turn, understandingOf } from '../turn.js'
import { type BasisList, createBasisList } from './basis-list.js'
import { citeMarked } from './cite-sentences.js'

/**
 * The day or sum that is asked for is the direct answer, before what the entry says of it; it stands on the articles
 * that it is counted by, and on the entry where none of them is loaded.
 */
export async function tellCounted(
  answer: Answer,
  turn: Turn,
  plan: Plan,
  deps: Pick<StepDeps, 'findArticle' | 'now'>,
): Promise<{ answer: Answer; turn: Turn }> {
  const { counted } = turn
  const { focus, asOfDate, regionCode, standaloneQuestion } = understandingOf(turn)
  if (counted === null || plan.kind !== 'entry' || !isFor(counted, plan.entry)) return { answer, turn }
  if (!isAskedFor(counted, foldText(focus)) || answer.summaryCitationIds.length === 0) return { answer, turn }
  const place = { asOfDate: asOfDate ?? today(deps), regionCode }
  const bases = createBasisList(deps.findArticle, place, standaloneQuestion, answer.bases)
  const how = stripCitations(counted.how)
  const citationIds = await citeOwn(counted.how, counted.result + how, plan.entry, bases)
  // By the law of that day it is not counted so.
  if (citationIds === null) return { answer, turn: { ...turn, counted: null } }
  const { summary, summaryCitationIds, points } = answer
  // An entry that cites the same articles says itself what bounds it.
  const isSaid = citationIds.every((id) => id <= answer.bases.length)
  const told = [
    { text: isSaid ? how : how + counted.limits, citationIds },
    { text: summary, citationIds: summaryCitationIds },
  ]
  return {
    answer: {
      ...answer,
      summary: counted.result,
      summaryCitationIds: citationIds,
      points: [...told, ...points],
      bases: bases.bases,
    },
    turn: { ...turn, counted: null },
  }
}

async function citeOwn(
  marked: string,
  carried: string,
  entry: Passage,
  bases: BasisList,
): Promise<number[] | null> {
  const ids = await citeMarked(marked, carried, bases)
  if (ids === null || ids.some((id) => bases.bases[id - 1]?.loaded)) return ids
  return [...ids, bases.addPassage(entry, carried)]
}
