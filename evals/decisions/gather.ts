import type { StepDeps } from '../../bot/bot-deps.js'
import { weighEntries } from '../../bot/language/rank-entries.js'
import { weighStatutes } from '../../bot/language/weigh-statutes.js'
import { BY_MATTER } from '../../bot/settle-probability.js'
import { findSources } from '../../bot/steps/find-sources.js'
import { maskMessage } from '../../bot/steps/mask-personal-data.js'
import { understand } from '../../bot/steps/understand.js'
import { startTurn, type Turn } from '../../bot/turn.js'
import type { Matter } from '../../knowledge/matter.js'
import type { Example } from '../../retrieval/learned/fit-logistic.js'
import type { DecisionQuestion } from './questions.js'

interface Gathered {
  set: DecisionQuestion['set']
  matter: Matter | null
  entries: Example[]
  /** null: there is no article, or it was not judged. */
  statutes: Example | null
}

/** Articles that an answer from statutes shows. */
const SHOWN = 5

/** What the bot knows of a question when it decides. */
export function createGatherer(assistant: Omit<StepDeps, 'findArticle'>) {
  const deps = { ...assistant, findArticle: async () => 'not_loaded' as const }
  const steps = [maskMessage(), understand(deps), findSources(deps)]
  const context = { signal: new AbortController().signal, onProgress() {} }

  return async ({ question, titles, articles, set }: DecisionQuestion): Promise<Gathered> => {
    const nothing = { set, matter: null, entries: [], statutes: null }
    let turn: Turn = startTurn({ conversationId: 'c', messageId: 'm', text: question, channel: 'evals' })
    for (const step of steps) {
      const result = await step.run(turn, context)
      if ('outcome' in result) return nothing
      turn = result.turn
    }
    const { understanding } = turn
    if (understanding === null) return nothing
    const decides = (cite: string) => articles.includes(cite.replace(/条.*$/, '条'))
    const entries = weighEntries(turn, understanding).map(({ entry, evidence }) => ({
      evidence: { ...evidence },
      right: set === 'judged' ? titles.includes(entry.title) : (entry.details?.cites.some(decides) ?? false),
    }))
    const lawful = weighStatutes(turn, understanding)
    const shown = turn.sources.filter(({ kind }) => kind === 'statute').slice(0, SHOWN)
    const statutes =
      lawful === null || set === 'judged'
        ? null
        : {
            evidence: { ...lawful, ...isOf(understanding.matter) },
            right: shown.some(({ title, article }) => decides(title + article)),
          }
    return { set, matter: understanding.matter, entries, statutes }
  }
}

function isOf(matter: Matter): Record<string, number> {
  return Object.fromEntries(Object.keys(BY_MATTER).map((each) => [each, each === matter ? 1 : 0]))
}
