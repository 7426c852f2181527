import type { Settled } from '../../retrieval/learned/settle-articles.js'
import type { Passage } from '../../retrieval/passage.js'
import { emptyAnswer } from '../answer.js'
import type { StepDeps } from '../bot-deps.js'
import { handOff } from '../hand-off.js'
import { weighText } from '../language/match-entry.js'
import { foldText } from '../language/normalise-text.js'
import { pickChoice } from '../language/pick-choice.js'
import { findAside, findPair, type RankedEntry, rankEntries } from '../language/rank-entries.js'
import { weighStatutes } from '../language/weigh-statutes.js'
import { beyondSources } from '../lexicon/beyond-sources.js'
import { CLARIFICATIONS } from '../lexicon/clarifications.js'
import { SERVICE_PLACE } from '../lexicon/service-terms.js'
import type { Outcome } from '../outcome.js'
import { ANSWER_FROM, statutesSettle } from '../settle-probability.js'
import type { Ending, Step } from '../step.js'
import { today } from '../today.js'
import { type Exchange, type Plan, type Turn, type Understanding, understandingOf } from '../turn.js'

/**
 * An entry is the answer where it is likely, its asked questions say half of the question, the nearest is like it, and
 * probability and share together make so much: of 319 short questions of citizens that were read 69 come so far, of which
 * it settled 56 and another 7 in part.
 */
const TOLD_FROM = 0.5
const ASKED_FROM = 0.3
const TOGETHER_FROM = 0.88
/** Of several entries the best is the one meant from here on. */
export const MEANT_FROM = 0.3
/** Articles that are surer than an entry by so much are the answer instead. */
const OVERRULES = 0.35
/** That any entry settles the question, and by how much the best is then ahead of the second. */
const SETTLED_FROM = 0.6
const CLEAR_FROM = 0.25
const LEAD = 1.8
/** Two entries that answer a clause each are the answer together from here on. */
const PAIR_FROM = 0.7
/** A conversation has narrowed the choice. */
const GO_ON_FROM = 0.35
/** The same where a question has just been asked back: the alternative is a ticket. */
const GO_ON_ASKED_FROM = 0.28
/** Articles are the answer without reservation. */
export const STATUTES_SURE_FROM = 0.8
/** Less likely by their words, articles are not taken from what was learned. */
const LEAST_BY_WORDS = 0.5
/** Where the likeliest entry is less likely, asking which is meant offers mostly wrong ones. */
export const ASK_FROM_BEST = 0.12
/** So near to its asked questions, a guide is what a question about a place means. */
const NAMES_GUIDE = 0.75
/** Who asks for the article alone is shown the nearest, with a reservation, from here on. */
const BASIS_FROM = 0.2
const MOST_BASES = 2
/** Staff have answered this very question: so near one of its asked questions, and nothing much was asked beyond them. */
export const SAME_QUESTION = 0.9
const SAME_TOLD = 0.8
/** Less than this says nothing that could be searched for (see `pair-weight.ts`). */
const LEAST_SAID = 2.5
/** Less likely ones are not offered. */
const ASK_FROM = 0.04
const MOST_CHOICES = 4
/** Beside an answer. */
const MOST_OFFERED = 2
const NO_LAW: Settled = { probability: 0, answerFrom: ANSWER_FROM }

/** Answer, ask one question back, or hand over to a human. */
export function decide(deps: StepDeps): Step {
  return {
    name: 'decide',
    async run(turn) {
      const understanding = understandingOf(turn)
      const go = (plan: Plan, probability: number) => ({ turn: { ...turn, plan, probability } })
      const basis = understanding.basisOnly && basisPlan(turn, understanding, understanding.basisOnly)
      if (basis !== null) return go(basis.plan, basis.probability)
      if (understanding.intent === 'article_lookup' && turn.found?.lookup) {
        return go({ kind: turn.sources.length > 0 ? 'article' : 'article_not_found' }, 1)
      }
      const beyond = beyondSources(foldText(understanding.standaloneQuestion))
      if (beyond !== null) return handOff(turn, 'low_confidence', deps.words.handedOffBeyond[beyond], deps)
      const { entries, law } = weighSources(turn, deps)
      const offices = await decideOnOffices(turn, understanding, entries, deps)
      if (offices !== null) return 'outcome' in offices ? offices : go(offices, 1)
      const mayAsk = !repliesToQuestion(turn, understanding)
      const best = entries.find(isSameQuestion) ?? entries[0]
      const fact = mayAsk ? missingFact(understanding, best) : null
      if (fact !== null) {
        const labels = fact.choices.map(({ label }) => label)
        return ask(turn, 'clarifying_facts', fact.question, labels)
      }
      const { probability: lawful, answerFrom } = law
      const isLaw = lawful >= answerFrom
      const withLaw = !understanding.followUp && isLaw
      if (
        best !== undefined &&
        (understanding.followUp
          ? best.probability >= (mayAsk ? GO_ON_FROM : GO_ON_ASKED_FROM)
          : isSameQuestion(best) ||
            answers(best, entries) ||
            (withLaw && isClear(entries) && lawful - best.probability < OVERRULES))
      ) {
        const focused = isFocused(turn, understanding, best)
        const aside = understanding.followUp ? null : findAside(understanding.standaloneQuestion, entries)
        // An entry that is the answer by itself needs no further articles before its own sentences.
        const alone = best.probability >= SETTLED_FROM && answers(best, entries)
        const perhaps = understanding.followUp || isSameQuestion(best) || alone ? [] : entries.slice(1)
        const plan: Plan = {
          kind: 'entry',
          entry: best.entry,
          focused,
          aside,
          withLaw: withLaw && !alone,
          near: perhaps
            .filter(({ entry, probability }) => probability >= ASK_FROM && entry !== aside)
            .slice(0, MOST_OFFERED)
            .map(({ entry }) => entry.title),
        }
        return go(plan, withLaw ? Math.max(lawful, best.probability) : best.probability)
      }
      const pair = understanding.followUp
        ? null
        : findPair(understanding.standaloneQuestion, entries.slice(0, MOST_CHOICES))
      if (pair !== null) {
        const [{ entry, probability: ofFirst }, aside] = pair
        const probability = ofFirst + aside.probability
        const plan: Plan = { kind: 'entry', entry, focused: false, aside: aside.entry, withLaw, near: [] }
        if (probability >= PAIR_FROM) return go(plan, Math.max(probability, lawful))
      }
      const near = entries.filter((entry) => entry.probability >= ASK_FROM).slice(0, MOST_CHOICES)
      const saysLittle = weighText(understanding.standaloneQuestion) < LEAST_SAID
      // What it costs, how long it takes and the like stands in guides rather than in the law.
      const ofService = understanding.aspect !== null && best !== undefined && best.told >= SAME_TOLD
      if (isLaw && !(mayAsk && (saysLittle || ofService) && near.length > 1)) {
        const sure = lawful >= STATUTES_SURE_FROM
        return go({ kind: 'statutes', sure, near: near.map(({ entry }) => entry.title) }, lawful)
      }
      const probability = Math.max(best?.probability ?? 0, lawful)
      const undecided = { ...turn, probability }
      if (mayAsk && best !== undefined && best.probability >= ASK_FROM_BEST) {
        const choices = [...near.map(({ entry }) => entry.title), deps.words.noneOfThese]
        return ask(undecided, 'clarifying_question', deps.words.clarifyWhich, choices)
      }
      if (mayAsk && saysLittle && !understanding.followUp) {
        return ask(undecided, 'clarifying_question', deps.words.clarifyQuestion, [])
      }
      return handOff(undecided, 'low_confidence', deps.words.handedOffNotSettled, deps)
    },
  }
}

/** What was found: the entries that may settle the question, the likeliest first, and that the best articles do. */
export function weighSources(turn: Turn, deps: Pick<StepDeps, 'now'>) {
  const understanding = understandingOf(turn)
  const entries = rankEntries(turn, understanding).filter(({ entry }) =>
    speaksOfDay(entry, understanding, deps),
  )
  return { entries, law: lawSettles(turn, understanding) }
}

/** What was learned from questions on the law says nothing of other questions: the words have to speak for the law too. */
function lawSettles(turn: Turn, understanding: Understanding): Settled {
  const evidence = weighStatutes(turn, understanding)
  if (evidence === null) return NO_LAW
  const byWords = { probability: statutesSettle(evidence, understanding.matter), answerFrom: ANSWER_FROM }
  const learned = turn.found?.settles ?? null
  if (learned === null) return byWords
  if (byWords.probability >= LEAST_BY_WORDS || learned.probability <= byWords.probability) return learned
  return { ...learned, probability: byWords.probability }
}

/** Likely by itself; or some entry surely settles the question, and the best is well ahead of the next. */
function isClear(entries: readonly RankedEntry[]): boolean {
  const [best, next] = entries
  if (best === undefined) return false
  if (best.probability >= MEANT_FROM) return true
  return best.probability >= CLEAR_FROM && isAhead(best, next) && settledBy(entries) >= SETTLED_FROM
}

/** It is likely, and speaks of much that was asked; no other says as much of it and is asked something as like it. */
function answers(best: RankedEntry, entries: readonly RankedEntry[]): boolean {
  const { probability, told, asked } = best
  return (
    probability >= MEANT_FROM &&
    told >= TOLD_FROM &&
    asked >= ASKED_FROM &&
    probability + told >= TOGETHER_FROM &&
    !entries
      .slice(0, MOST_OFFERED)
      .some((other) => other !== best && other.asked >= asked && other.told >= told)
  )
}

/** A short question that it answers may be the story before another one. */
function isSameQuestion({ asked, told }: RankedEntry): boolean {
  return asked >= SAME_QUESTION && told >= SAME_TOLD
}

function isAhead(best: RankedEntry, next: RankedEntry | undefined): boolean {
  return best.probability >= LEAD * (next?.probability ?? 0)
}

/** Probability that any of them settles the question. */
function settledBy(entries: readonly RankedEntry[]): number {
  return entries.reduce((sum, { probability }) => sum + probability, 0)
}

/** What staff wrote about the law of today says nothing about the law of an earlier day. */
function speaksOfDay(
  { details }: Passage,
  { asOfDate }: Understanding,
  deps: Pick<StepDeps, 'now'>,
): boolean {
  if (asOfDate === null || asOfDate >= today(deps)) return true
  const from = details?.effectiveFrom ?? null
  return from !== null && from <= asOfDate
}

/** Articles named, those of the last answer, or the likeliest. @returns null: nothing comes near, or foreign law decides */
function basisPlan(
  turn: Turn,
  understanding: Understanding,
  { wanted, ofLast }: NonNullable<Understanding['basisOnly']>,
): { plan: Plan; probability: number } | null {
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
  if (!last?.outcome.startsWith('clarifying_')) return false
  return followUp || pickChoice(foldText(maskedText), last.answer.choices) !== null
}

/** Where to go needs the region; without any office on record it is not asked for. */
async function decideOnOffices(
  turn: Turn,
  understanding: Understanding,
  entries: readonly RankedEntry[],
  { offices, words }: StepDeps,
): Promise<Plan | Ending | null> {
  const { intent, aspect, regionCode, standaloneQuestion, followUp, focus } = understanding
  const { matter, placeOnly, serviceLine } = understanding
  const [best] = entries
  if (placeOnly) return { kind: 'offices', guide: null }
  if (best !== undefined && isSameQuestion(best)) return null
  if (intent !== 'service_how_where' || aspect !== 'where') return null
  if (
    !SERVICE_PLACE.test(standaloneQuestion) &&
    !/在哪|哪里|哪儿|地址|最近|附近/.test(`${standaloneQuestion}${focus}`)
  )
    return null
  // A guide that is asked for by its name says where; one that only shares a word does not.
  const guided = best !== undefined && best.asked >= NAMES_GUIDE
  if (!(await offices.any())) {
    const ofService = ({ entry: { details } }: RankedEntry) =>
      Boolean(details?.office) && serviceLine !== null && details?.serviceLines.includes(serviceLine)
    // Who names the office knows its kind, and wants the address.
    const named = SERVICE_PLACE.test(standaloneQuestion)
    const guides = entries.filter(ofService)
    const ofField = guides.find(({ entry }) => entry.details?.matters.includes(matter)) ?? guides[0]
    return guided ? null : { kind: 'offices', guide: named ? null : (ofField?.entry ?? null) }
  }
  if (regionCode !== null) return followUp || !guided ? { kind: 'offices', guide: null } : null
  if (turn.history.at(-1)?.outcome === 'clarifying_region') return null
  return ask(turn, 'clarifying_region', words.clarifyRegion, [])
}

function missingFact({ standaloneQuestion, followUp }: Understanding, best: RankedEntry | undefined) {
  if (followUp) return null
  const folded = foldText(standaloneQuestion)
  const fits = best !== undefined && best.asked >= 0.85
  return (
    CLARIFICATIONS.find(
      ({ when, unless, always }) => when.test(folded) && !unless.test(folded) && (always || !fits),
    ) ?? null
  )
}

/** A follow-up on what was just shown wants the part that speaks to it, not the whole again. */
function isFocused({ history }: Turn, { followUp }: Understanding, { asked, entry }: RankedEntry): boolean {
  const shows = ({ answer }: Exchange) => answer.bases.some(({ passageId }) => passageId === entry.id)
  const last = history.at(-1)
  return followUp && ((last !== undefined && shows(last)) || (history.some(shows) && asked < 0.75))
}

function ask(turn: Turn, outcome: Outcome, question: string, choices: readonly string[]): Ending {
  return {
    outcome,
    answer: { ...emptyAnswer(question), choices: [...choices], notices: [...turn.notices] },
    turn,
  }
}
