import type { Answer } from '../answer.js'
import type { StepDeps } from '../bot-deps.js'
import { isFor } from '../counting/counted.js'
import { asksHowMuch, asksWhen } from '../language/asks-when.js'
import { foldText } from '../language/normalise-text.js'
import { contentPairs, similarity } from '../language/overlap.js'
import { today } from '../today.js'
import { noticesOf, type Plan, type Turn, understandingOf } from '../turn.js'
import type { Words } from '../words/zh-CN.js'
import { neededBy } from './needed-by.js'
import { numberByAppearance } from './number-by-appearance.js'

const MOST_FOLLOW_UPS = 3
/** A question this near to one already asked is not offered again. */
const SAME_QUESTION = 0.8

/** What every answer gets, however it was made: dangers first, the day of the law, questions not asked before. */
export async function finishAnswer(
  written: Answer,
  given: Turn,
  plan: Plan,
  deps: StepDeps,
): Promise<Answer> {
  const { words } = deps
  const { answer, turn } = tellCounted(written, given, plan)
  const { asOfDate } = understandingOf(turn)
  const dataAsOf = await deps.dataAsOf()
  const needed = neededBy(answer)
  const rests = answer.bases.length > 0
  const notices = [
    ...noticesOf(turn),
    ...answer.notices,
    ...(rests && asOfDate !== null && asOfDate !== today(deps) ? [words.noteLawAsOf(asOfDate)] : []),
    ...(answer.bases.some((basis, index) => !basis.loaded && needed(basis, index + 1))
      ? [words.noteNotLoaded]
      : []),
    ...(rests && dataAsOf !== null ? [words.noteDataAsOf(dataAsOf)] : []),
  ]
  return numberByAppearance({
    ...answer,
    notices: [...new Set(notices)],
    followUps: plan.kind === 'offices' ? [] : newQuestions(answer.followUps, turn, words),
  })
}

/** The day or sum that is asked for is the direct answer; it stands on the entry that says how it is counted. */
function tellCounted(answer: Answer, turn: Turn, plan: Plan): { answer: Answer; turn: Turn } {
  const { counted } = turn
  if (counted === null || plan.kind !== 'entry' || !isFor(counted, plan.entry)) return { answer, turn }
  const focus = foldText(understandingOf(turn).focus)
  const [asks, asksOther] = counted.kind === 'day' ? [asksWhen, asksHowMuch] : [asksHowMuch, asksWhen]
  const isAsked = asks(focus) || (counted.goesOn && !asksOther(focus))
  if (!isAsked || answer.summaryCitationIds.length === 0) return { answer, turn }
  const { summary, summaryCitationIds: citationIds, points } = answer
  const told = [counted.how, summary].map((text) => ({ text, citationIds }))
  return {
    answer: { ...answer, summary: counted.result, points: [...told, ...points] },
    turn: { ...turn, counted: null },
  }
}

function newQuestions(followUps: readonly string[], turn: Turn, words: Words): string[] {
  // 第一百二十条之二 is no repetition of 第一百二十条之一, however alike they are written.
  const beside = [words.previousArticle('', ''), words.nextArticle('', '')]
  const asked = [turn.maskedText, ...turn.history.map(({ question }) => question)].map(contentPairs)
  const offered = new Set<string>()
  return followUps
    .filter((followUp) => {
      // An entry may name as its follow-up what is offered as a title, without the mark at its end.
      const bare = followUp.replace(/[？?]$/, '')
      if (offered.has(bare)) return false
      offered.add(bare)
      if (beside.some((offer) => followUp.startsWith(offer))) return true
      const pairs = contentPairs(followUp)
      return !asked.some((question) => similarity(pairs, question) >= SAME_QUESTION)
    })
    .slice(0, MOST_FOLLOW_UPS)
}
