import { randomUUID } from 'node:crypto'
import type { Settled } from '../retrieval/learned/settle-articles.js'
import type { Passage } from '../retrieval/passage.js'
import type { ExcludedCandidate, ExplainedCandidate, Hit, SearchResult } from '../retrieval/retriever.js'
import { createBot } from './bot.js'
import { type BotDeps, stepDepsOf } from './bot-deps.js'
import { weighSources } from './decide/weigh-sources.js'
import type { RankedEntry } from './language/rank-entries.js'
import { judgeHits, type NotChosen } from './steps/choose-hits.js'
import type { Plan, Turn, TurnResult, Understanding } from './turn.js'

/**
 * Why a candidate is no source of the answer. `only_named`: articles were asked for by their names; `says_nothing`: a
 * text without anything that could be told.
 */
export type LeftOut = NonNullable<ExplainedCandidate['dropped']> | NotChosen | 'only_named' | 'says_nothing'

export interface TriedCandidate extends ExplainedCandidate {
  leftOut: LeftOut | null
}

/** A whole turn, and what each of its stages weighed. */
export interface Tried {
  result: TurnResult
  /** null: the message was met before anything was understood, as danger is. */
  understanding: Understanding | null
  /** null: nothing was searched for. */
  search: {
    lookup: SearchResult['lookup']
    /** Best first. */
    candidates: TriedCandidate[]
    excluded: ExcludedCandidate[]
    /** With their texts: candidates that may be cited, in the order in which composing takes them. */
    sources: readonly Passage[]
  } | null
  /** null: nothing had to be weighed. */
  weighed: { entries: RankedEntry[]; law: Settled } | null
  plan: Plan | null
}

export interface TriedQuestion {
  text: string
  regionCode?: string
  asOfDate?: string
}

export type TryQuestion = ReturnType<typeof createTryQuestion>

/** The turn of a citizen who asks first thing, by the same steps; nothing is stored, and nobody gets a ticket. */
export function createTryQuestion(given: BotDeps) {
  const deps: BotDeps = {
    ...given,
    conversations: { history: async () => [] },
    openTicket: null,
    passToStaff: undefined,
    findTickets: async () => [],
  }
  const bot = createBot(deps)
  const stepDeps = stepDepsOf(deps)

  /** @throws the reason of `signal` when it is aborted */
  return async (question: TriedQuestion, signal: AbortSignal): Promise<Tried> => {
    const id = `try-${randomUUID()}`
    let searched: Turn | null = null
    let last: Turn | null = null
    const result = await bot.respond(
      { ...question, conversationId: id, messageId: id, channel: 'web' },
      {
        signal,
        onProgress() {},
        watch(step, turn) {
          last = turn
          if (step === 'find-sources') searched = turn
        },
      },
    )
    return triedOf(result, last, searched)
  }

  function triedOf(result: TurnResult, last: Turn | null, searched: Turn | null): Tried {
    const wasLookedUp = last?.plan?.kind === 'article' || last?.plan?.kind === 'article_not_found'
    return {
      result,
      understanding: last?.understanding ?? null,
      search: searched?.found ? searchOf(searched, searched.found, wasLookedUp) : null,
      weighed: searched?.found && !wasLookedUp ? weighSources(searched, stepDeps) : null,
      plan: last?.plan ?? null,
    }
  }
}

function searchOf(
  { sources }: Turn,
  { lookup, explained }: SearchResult,
  wasLookedUp: boolean,
): NonNullable<Tried['search']> {
  const candidates = explained?.candidates ?? []
  const named: Hit[] = (lookup?.references ?? []).flatMap(({ status, hits }) =>
    status === 'found' ? hits : [],
  )
  const isNamed = new Set(named.map(({ passageId }) => passageId))
  const kept = candidates.filter(({ dropped, passageId }) => dropped === null && !isNamed.has(passageId))
  const notChosen = new Map(
    judgeHits([...named, ...kept]).map(({ hit, notChosen }) => [hit.passageId, notChosen]),
  )
  const isSource = new Set(sources.map(({ id }) => id))
  const leftOut = ({ passageId, dropped }: ExplainedCandidate): LeftOut | null =>
    isSource.has(passageId)
      ? null
      : (dropped ?? (wasLookedUp ? 'only_named' : (notChosen.get(passageId) ?? 'says_nothing')))
  return {
    lookup,
    candidates: candidates.map((candidate) => ({ ...candidate, leftOut: leftOut(candidate) })),
    excluded: explained?.excluded ?? [],
    sources,
  }
}
