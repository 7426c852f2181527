import { askBack } from '../ask-back.js'
import { askWhich } from '../ask-which.js'
import type { StepDeps } from '../bot-deps.js'
import {
  type Chosen,
  choosePlan,
  nearEntries,
  saysLittle,
  standsOut,
  type Weighed,
} from '../decide/choose-plan.js'
import { decideOnOffices } from '../decide/decide-on-offices.js'
import { goOnOtherwise } from '../decide/go-on-otherwise.js'
import { isMeantByStory } from '../decide/meant-by-story.js'
import { bestOf, lawSettles, weighSources } from '../decide/weigh-sources.js'
import { planOfCounted, withCounted } from '../decide/with-counted.js'
import { handOff } from '../hand-off.js'
import { classifyMatter } from '../language/classify-matter.js'
import { foldText } from '../language/normalise-text.js'
import { isCommon, isOfField } from '../language/of-field.js'
import { pickChoice } from '../language/pick-choice.js'
import type { RankedEntry } from '../language/rank-entries.js'
import { tellsOnly } from '../language/tells-only.js'
import { beyondSources } from '../lexicon/beyond-sources.js'
import { CLARIFICATIONS } from '../lexicon/clarifications.js'
import type { Ending, Step } from '../step.js'
import { onlyAsked, type Plan, type Turn, type Understanding, understandingOf } from '../turn.js'

/** Of real questions from here on to 0.12 that an entry settles, three in four are offered it when asked which is meant. */
export const ASK_FROM_BEST = 0.07
/** So near to an asked question, an entry fits without the fact that might be asked for. */
const FITS_FROM = 0.85
/** Who asks for the article alone is shown the nearest, with a reservation, from here on. */
const BASIS_FROM = 0.2
const MOST_BASES = 2
/** A word of a field was said. */
const SURE_OF_MATTER = 3

/** Answer, ask one question back, or hand over to a human. */
export function decide(deps: StepDeps): Step {
  return {
    name: 'decide',
    run: async (turn) => decideOn(await withCounted(turn, deps), deps),
  }
}

async function decideOn(turn: Turn, deps: StepDeps): ReturnType<Step['run']> {
  const understanding = understandingOf(turn)
  const go = (plan: Plan, probability: number) => ({
    turn: { ...turn, plan, probability, understanding: inFieldOf(plan, understanding) },
  })
  const basis = understanding.basisOnly && basisPlan(turn, understanding, understanding.basisOnly)
  if (basis !== null) return go(basis.plan, basis.probability)
  if (understanding.intent === 'article_lookup' && turn.found?.lookup) {
    return go({ kind: turn.sources.length > 0 ? 'article' : 'article_not_found' }, 1)
  }
  const beyond = beyondSources(foldText(understanding.standaloneQuestion))
  if (beyond !== null) return handOff(turn, 'low_confidence', deps.words.handedOffBeyond[beyond], deps)
  const { entries, law, saidByLaw } = weighSources(turn, deps)
  const offices = await decideOnOffices(turn, understanding, entries, deps)
  if (offices !== null) return 'outcome' in offices ? offices : go(offices, 1)
  const mayAsk = !repliesToQuestion(turn, understanding)
  const best = bestOf(entries)
  const planned = await planOfCounted(turn, best, deps)
  if (planned !== null) return go(planned, 1)
  const fact = mayAsk ? missingFact(understanding, best) : null
  if (fact !== null) {
    const labels = fact.choices.map(({ label }) => label)
    return askBack(turn, 'clarifying_facts', fact.question, labels)
  }
  const weighed: Weighed = { turn, understanding, entries, best, law, saidByLaw, mayAsk }
  const found = choosePlan(weighed)
  const chosen = (understanding.followUp ? goOnOtherwise(weighed, found) : null) ?? found
  if (chosen) return go(chosen.plan, chosen.probability)
  // As a reply it leads nowhere: it asks something new.
  if (
    !mayAsk &&
    understanding.mayBegin !== null &&
    turn.alone &&
    !tellsOnly(understanding.focus) &&
    mayBeAsked(turn.alone, deps)
  )
    return decideOn({ ...turn.alone, counted: turn.counted }, deps)
  return askOrHandOff(weighed, deps)
}

/** What settles a question tells its field better than a few words of it. */
function inFieldOf(plan: Plan, understanding: Understanding): Understanding {
  if (plan.kind !== 'entry' || isOfField(plan.entry, understanding)) return understanding
  const { strength } = classifyMatter(foldText(understanding.standaloneQuestion))
  const isSure = strength >= SURE_OF_MATTER && !isCommon(understanding.matter)
  const field = isCommon(plan.entry.matter) ? null : plan.entry.matter
  return isSure || field === null ? understanding : { ...understanding, matter: field }
}

/** Would be asked about rather than handed over. */
function mayBeAsked(turn: Turn, deps: StepDeps): boolean {
  const [best] = weighSources(turn, deps).entries
  return (best?.probability ?? 0) >= ASK_FROM_BEST || missingFact(understandingOf(turn), best) !== null
}

async function askOrHandOff(weighed: Weighed, deps: StepDeps): Promise<Ending> {
  const { understanding, best, law, mayAsk } = weighed
  const { words } = deps
  const turn = { ...weighed.turn, probability: Math.max(best?.probability ?? 0, law.probability) }
  const noted = tellsOnly(understanding.focus) ? noteFact(turn, deps) : null
  if (noted !== null) return noted
  const near = nearEntries(weighed)
  // A reply that settles nothing is asked about once more.
  const mayAskAgain =
    mayAsk || (understanding.followUp && !turn.history.at(-2)?.outcome.startsWith('clarifying_'))
  if (mayAskAgain && near.length > 0 && best !== undefined && best.probability >= ASK_FROM_BEST) {
    return askWhich(turn, near, standsOut(near) || isMeantByStory(weighed), deps)
  }
  if (mayAsk && saysLittle(weighed) && !understanding.followUp) {
    return askBack(turn, 'clarifying_question', words.clarifyQuestion)
  }
  return handOff(turn, 'low_confidence', words.handedOffNotSettled, deps)
}

/**
 * A fact that was told is noted, and what may be asked next is offered; what was asked back is asked once more. Where
 * danger was met, what is told goes to a human.
 */
function noteFact(turn: Turn, { words }: StepDeps): Ending | null {
  if (turn.history.some(({ outcome }) => outcome === 'crisis_signposted')) return null
  const told = turn.history.findLast(({ answer }) => answer.bases.length > 0)
  if (told !== undefined) {
    const { followUps, choices } = told.answer
    const next = followUps.length > 0 ? followUps : choices.filter((choice) => choice !== words.noneOfThese)
    return askBack(turn, 'clarifying_question', words.noted, [], next)
  }
  const choices = turn.history.at(-1)?.answer.choices ?? []
  const isAskedAgain = turn.history.at(-2)?.outcome.startsWith('clarifying_')
  return choices.length === 0 || isAskedAgain
    ? null
    : askBack(turn, 'clarifying_question', words.notedWhich, choices)
}

/** Articles named, those of the last answer, or the likeliest. @returns null: nothing comes near, or foreign law decides */
function basisPlan(
  turn: Turn,
  understanding: Understanding,
  { wanted, ofLast }: NonNullable<Understanding['basisOnly']>,
): Chosen | null {
  const articles = turn.sources.filter(({ kind }) => kind === 'statute').slice(0, MOST_BASES)
  const named = understanding.intent === 'article_lookup'
  if (named || (ofLast && turn.found === null)) {
    return articles.length > 0 ? { plan: { kind: 'basis', articles, sure: true }, probability: 1 } : null
  }
  const { probability, answerFrom } = lawSettles(turn, understanding)
  if (probability < BASIS_FROM || beyondSources(foldText(understanding.standaloneQuestion)) !== null)
    return null
  const asked = articles.slice(0, wanted === 'one' ? 1 : undefined)
  return { plan: { kind: 'basis', articles: asked, sure: probability >= answerFrom }, probability }
}

/** Whoever has just answered a question back is not asked another one. */
function repliesToQuestion({ history, maskedText }: Turn, { followUp }: Understanding): boolean {
  const last = history.at(-1)
  if (!last?.outcome.startsWith('clarifying_') || last.answer.choices.length === 0) return false
  return (followUp && onlyAsked(last)) || pickChoice(foldText(maskedText), last.answer) !== null
}

function missingFact({ standaloneQuestion, followUp }: Understanding, best: RankedEntry | undefined) {
  if (followUp) return null
  const folded = foldText(standaloneQuestion)
  const fits = best !== undefined && best.asked >= FITS_FROM
  return (
    CLARIFICATIONS.find(
      ({ when, unless, always }) => when.test(folded) && !unless.test(folded) && (always || !fits),
    ) ?? null
  )
}
