import type { Answer } from '../answer.js'
import type { StepDeps } from '../bot-deps.js'
import { contentPairs, similarity } from '../language/overlap.js'
import { mayWantLegalAid } from '../legal-aid/guess-aid-case.js'
import { today } from '../today.js'
import { noticesOf, type Plan, type Turn, understandingOf } from '../turn.js'
import type { Words } from '../words/zh-CN.js'
import { neededBy } from './needed-by.js'
import { numberByAppearance } from './number-by-appearance.js'
import { tellCounted } from './tell-counted.js'

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
  const { answer, turn } = await tellCounted(written, given, plan, deps)
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
    ...(offersLegalAid(turn, plan) && { offers: ['legal_aid'] }),
    followUps: plan.kind === 'offices' ? [] : newQuestions(answer.followUps, turn, words),
  })
}

/** Who looks an article up tells nothing of their own. */
function offersLegalAid(turn: Turn, { kind }: Plan): boolean {
  const { standaloneQuestion, serviceLine } = understandingOf(turn)
  if (kind !== 'entry' && kind !== 'statutes' && kind !== 'offices') return false
  return serviceLine === 'legal_aid' || mayWantLegalAid(standaloneQuestion)
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
