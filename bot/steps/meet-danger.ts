import type { Matter } from '../../knowledge/matter.js'
import { emptyAnswer } from '../answer.js'
import type { StepDeps } from '../bot-deps.js'
import { composeCrisis } from '../compose/compose-crisis.js'
import { openTicketOf } from '../hand-off.js'
import { foldText } from '../language/normalise-text.js'
import { pickChoice } from '../language/pick-choice.js'
import type { CrisisKind } from '../lexicon/screening-rules.js'
import { type DangerFound, likeliestCrisis } from '../screening/find-danger.js'
import type { Ending } from '../step.js'
import { today } from '../today.js'
import type { Exchange, Turn } from '../turn.js'

/**
 * Danger comes before everything else: help at once where it is clear, a question where it is not.
 * @returns an ending; a turn that goes on with the question that was asked before; null: there is no danger to meet
 */
export async function meetDanger(
  turn: Turn,
  { folded, crisis }: { folded: string } & Pick<DangerFound, 'crisis'>,
  deps: StepDeps,
): Promise<Ending | { turn: Turn } | null> {
  const last = turn.history.at(-1)
  const isSafe = IS_SAFE.test(folded)
  if (last?.outcome === 'crisis_signposted' && !wasAsked(last, deps)) {
    if (isSafe) return { outcome: 'chatted_small_talk', answer: emptyAnswer(deps.words.safeNow), turn }
    if (NOT_SAFE.test(folded)) return signpost(turn, likeliestCrisis(foldText(last.question)), deps)
  }
  if (last !== undefined && wasAsked(last, deps)) {
    const said = saysDanger(folded, deps)
    if (said === true) return signpost(turn, likeliestCrisis(foldText(last.question)), deps)
    // What was asked before is answered now.
    if (said === false && (crisis === null || isSafe))
      return { turn: { ...turn, text: last.question, notices: [] } }
    // Whoever was asked once has the numbers and the buttons above; they are named again beside the answer.
  } else if (crisis === 'perhaps' && !turn.history.some((exchange) => wasAsked(exchange, deps))) {
    return askWhetherInDanger(turn, deps)
  }
  return crisis === null || crisis === 'perhaps' ? null : signpost(turn, crisis, deps)
}

const LIKELY_MATTER: Record<CrisisKind, Matter> = {
  self_harm: 'other',
  violence_now: 'marriage_family',
  child_danger: 'minor_protection',
  missing_child: 'minor_protection',
  held: 'criminal',
  sexual_assault: 'criminal',
  violence_home: 'marriage_family',
  elder_danger: 'marriage_family',
  threat: 'criminal',
  deadline: 'civil_procedure_enforcement',
}

async function signpost(turn: Turn, kind: CrisisKind, deps: StepDeps): Promise<Ending> {
  const { words } = deps
  const [answer, ticket] = await Promise.all([
    composeCrisis(words.crisis[kind], deps.findArticle, today(deps)),
    openTicketOf(turn, 'crisis', 'urgent', deps, LIKELY_MATTER[kind]),
  ])
  const promise = ticket ? [{ text: words.urgentTicket(ticket.number), citationIds: [] }] : []
  const points = [...answer.points, ...promise]
  return { outcome: 'crisis_signposted', answer: { ...answer, points }, ticket, turn }
}

/** Help at once, and two buttons: whoever is in none goes on with one. */
export function askWhetherInDanger(turn: Turn, { words }: StepDeps): Ending {
  const { summary, points, inDanger, notInDanger } = words.perhapsInDanger
  const answer = {
    ...emptyAnswer(summary),
    points: points.map((text) => ({ text, citationIds: [] })),
    choices: [inDanger, notInDanger],
  }
  return { outcome: 'crisis_signposted', answer, turn }
}

const SAFE =
  /^(?:我们?|现在|目前|都|很|挺|还|暂时|是|嗯|[,，。 ])*(?:没有?(?:什么|啥)?(?:危险|事)|安全|不危险)/
/** All of the message says so: whoever writes more, as 没事，他来了, may be in danger all the same. */
const IS_SAFE =
  /^(?=.{0,20}(?:安全|没事|没有?危险|好多|好些))(?:我们?|孩子|已经|现在|目前|暂时|都|也|安全|没事|没有?危险|好多|好些|[他她]走|[他她]不在|警察来|报警|到(?:亲戚|朋友|娘)家|[了的啦啊吧,，。!！ ])+$/
const NOT_SAFE = /不安全|[还又很太有]危险|救[命我]/
const UNSAFE = /不安全|危险|救|^(?:有|是|是的|对|嗯|在|现在)[的啊吧,，。!！]*$/

/** @returns null: neither was said */
function saysDanger(folded: string, { words }: StepDeps): boolean | null {
  const { inDanger, notInDanger } = words.perhapsInDanger
  if (SAFE.test(folded)) return false
  if (UNSAFE.test(folded)) return true
  const choice = pickChoice(folded, { choices: [inDanger, notInDanger], points: [] })
  return choice === null ? null : choice === 0
}

/** Whether the last reply asked if somebody is in danger. */
export function wasAsked({ answer }: Exchange, { words }: StepDeps): boolean {
  return answer.choices.includes(words.perhapsInDanger.inDanger)
}
