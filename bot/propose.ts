import type { Matter } from '../knowledge/matter.js'
import type { ServiceLine } from '../knowledge/service-line.js'
import type { Passage } from '../retrieval/passage.js'
import type { Answer } from './answer.js'
import { type BotDeps, stepDepsOf } from './bot-deps.js'
import { weighSources } from './decide/weigh-sources.js'
import type { Outcome } from './outcome.js'
import { createPipeline } from './pipeline.js'
import type { Ending, Step } from './step.js'
import { SCREENED_LENGTH } from './steps/screen-message.js'
import { type Plan, startTurn, type Turn } from './turn.js'

/** Less likely entries are not worth a look. */
const PROPOSE_FROM = 0.05
const MOST_ANSWERS = 3

/** An answer that may be the right one. */
export interface Proposal {
  answer: Answer
  /** The guide or Q&A that it is made from; null: made from articles. */
  entry: Pick<Passage, 'id' | 'title'> | null
  /** That its sources settle the question. */
  probability: number
}

/** What a human who hears the question may say to it. */
export interface Proposals {
  /** How the bot's own turn would end. */
  outcome: Outcome
  /** Danger and deadlines first; a crisis: what is to be said at once. */
  urgent: Answer | null
  notices: readonly string[]
  /** What the bot itself would say first, then the likeliest others. */
  answers: readonly Proposal[]
  /** The articles found alone: they settle the question together. null: none is near. */
  law: Proposal | null
  /** What the bot would ask back. `which`: which of the choices is meant. */
  question: { kind: 'which' | 'fact'; text: string; choices: readonly string[] } | null
  matter: Matter | null
  serviceLine: ServiceLine | null
  regionCode: string | null
}

export type Propose = ReturnType<typeof createPropose>

/**
 * A dry turn: the bot's own steps without history, model and tickets, and beside the answer that it would give the
 * others that it weighed.
 */
export function createPropose(given: BotDeps) {
  const deps = stepDepsOf({
    ...given,
    conversations: { history: async () => [] },
    openTicket: null,
    passToStaff: undefined,
    findTickets: async () => [],
    model: undefined,
    maxTextLength: SCREENED_LENGTH,
  })
  const pipeline = createPipeline(deps)
  const at = pipeline.findIndex(({ name }) => name === 'decide')
  const [listen, decide, tell] = [pipeline.slice(0, at), pipeline.slice(at, at + 1), pipeline.slice(at + 1)]

  /** @throws the reason of `signal` when it is aborted */
  return async (
    text: string,
    { regionCode }: { regionCode?: string },
    signal: AbortSignal,
  ): Promise<Proposals> => {
    const input = { conversationId: '', messageId: '', text, channel: 'hotline', regionCode }
    const heard = await run(listen, startTurn(input), signal)
    if ('outcome' in heard) return proposalsOf(heard, heard.turn ?? startTurn(input))
    const { turn } = heard
    const { entries, law } = weighSources(turn, deps)
    const decided = await run(decide, turn, signal)
    const tellPlan = async (plan: Plan, probability: number): Promise<Proposal | null> => {
      const told = await run(tell, { ...turn, plan, probability }, signal)
      if (!('outcome' in told) || !told.outcome.startsWith('answered_')) return null
      return { answer: told.answer, entry: plan.kind === 'entry' ? plan.entry : null, probability }
    }
    const own = 'outcome' in decided ? null : decided.turn
    const others = entries
      .filter(({ entry, probability }) => probability >= PROPOSE_FROM && entry.id !== entryOf(own?.plan))
      .slice(0, own === null ? MOST_ANSWERS : MOST_ANSWERS - 1)
    const [first, byLaw, ...rest] = await Promise.all([
      own?.plan && own.plan.kind !== 'statutes' ? tellPlan(own.plan, own.probability ?? 0) : null,
      turn.sources.some(({ kind }) => kind === 'statute')
        ? tellPlan({ kind: 'statutes', sure: law.probability >= law.answerFrom, near: [] }, law.probability)
        : null,
      ...others.map(({ entry, probability }) =>
        tellPlan(
          { kind: 'entry', entry, focused: false, aside: null, withLaw: false, near: [] },
          probability,
        ),
      ),
    ])
    const lawFirst = own?.plan?.kind === 'statutes' ? byLaw : null
    return {
      ...proposalsOf('outcome' in decided ? decided : { outcome: 'answered_from_sources' }, turn),
      answers: [first, lawFirst, ...rest].filter((proposal) => proposal !== null),
      law: byLaw,
    }
  }

  function proposalsOf(ending: Pick<Ending, 'outcome'> & Partial<Ending>, turn: Turn): Proposals {
    const { outcome, answer } = ending
    const { understanding, notices } = turn
    const isQuestion = outcome.startsWith('clarifying_') && answer !== undefined
    return {
      outcome,
      urgent: outcome === 'crisis_signposted' ? (answer ?? null) : null,
      notices,
      answers: [],
      law: null,
      question: isQuestion
        ? {
            kind: outcome === 'clarifying_question' ? 'which' : 'fact',
            // What it tells beside it is among the answers already.
            text: answer.points.length > 0 ? deps.words.clarifyWhich : answer.summary,
            choices: answer.choices.filter((choice) => choice !== deps.words.noneOfThese),
          }
        : null,
      matter: understanding?.matter ?? null,
      serviceLine: understanding?.serviceLine ?? null,
      regionCode: understanding?.regionCode ?? null,
    }
  }
}

function entryOf(plan: Plan | null | undefined): string | null {
  return plan?.kind === 'entry' ? plan.entry.id : null
}

async function run(
  steps: readonly Step[],
  from: Turn,
  signal: AbortSignal,
): Promise<{ turn: Turn } | Ending> {
  let turn = from
  for (const step of steps) {
    signal.throwIfAborted()
    const result = await step.run(turn, { signal, onProgress() {} })
    if ('outcome' in result) return result
    turn = result.turn
  }
  return { turn }
}
