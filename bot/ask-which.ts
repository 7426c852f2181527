import { type Answer, emptyAnswer } from './answer.js'
import { askBack } from './ask-back.js'
import type { StepDeps } from './bot-deps.js'
import { createBasisList } from './compose/basis-list.js'
import { citeLead } from './compose/compose-entry.js'
import { finishAnswer } from './compose/finish-answer.js'
import type { RankedEntry } from './language/rank-entries.js'
import type { Ending } from './step.js'
import { today } from './today.js'
import { type Turn, understandingOf } from './turn.js'

/** Who means it reads the rest when they say so. */
const MOST_POINTS = 3

/**
 * Asks which of some entries is meant. The direct answer of one that most likely is meant is told at once: most questions
 * of citizens that come so far mean it, and who does not has lost nothing.
 * @param near the likeliest first
 * @param isMeant the likeliest most likely is what is meant
 */
export async function askWhich(
  turn: Turn,
  near: readonly RankedEntry[],
  isMeant: boolean,
  deps: StepDeps,
): Promise<Ending> {
  const { words } = deps
  const choices = [...near.map(({ entry }) => entry.title), words.noneOfThese]
  const question = near.length === 1 ? words.clarifyOne : words.clarifyWhich
  const asked = askBack(turn, 'clarifying_question', question, choices)
  const likely = isMeant ? await tellLikely(turn, near[0]!, deps) : null
  return likely ? { ...asked, answer: { ...likely, choices } } : asked
}

async function tellLikely(turn: Turn, { entry }: RankedEntry, deps: StepDeps): Promise<Answer | null> {
  const { asOfDate, regionCode } = understandingOf(turn)
  const bases = createBasisList(deps.findArticle, { asOfDate: asOfDate ?? today(deps), regionCode })
  const points = await citeLead(entry, bases, MOST_POINTS)
  if (points.length === 0) return null
  const answer = { ...emptyAnswer(deps.words.clarifyLikely(entry.title)), points, bases: bases.bases }
  return finishAnswer(
    answer,
    turn,
    { kind: 'entry', entry, focused: false, aside: null, withLaw: false, near: [] },
    deps,
  )
}
