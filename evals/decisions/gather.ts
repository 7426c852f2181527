import type { StepDeps } from '../../bot/bot-deps.js'
import { weighEntries } from '../../bot/language/rank-entries.js'
import { weighStatutes } from '../../bot/language/weigh-statutes.js'
import { BY_MATTER } from '../../bot/settle-probability.js'
import { understandingOf } from '../../bot/turn.js'
import type { Matter } from '../../knowledge/matter.js'
import type { Example } from '../../retrieval/learned/fit-logistic.js'
import type { DecisionQuestion } from './questions.js'
import { createSearchTurn } from './search-turn.js'

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
  const search = createSearchTurn({ ...assistant, findArticle: async () => 'not_loaded' as const })

  return async ({ question, titles, articles, set }: DecisionQuestion): Promise<Gathered> => {
    const turn = await search(question)
    if (turn === null) return { set, matter: null, entries: [], statutes: null }
    const understanding = understandingOf(turn)
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
