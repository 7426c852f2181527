import type { Passage } from '../../retrieval/passage.js'
import type { Hit, SearchOptions, SearchResult } from '../../retrieval/retriever.js'
import type { StepDeps } from '../bot-deps.js'
import { classifyMatter } from '../language/classify-matter.js'
import { matchEntry } from '../language/match-entry.js'
import { foldText } from '../language/normalise-text.js'
import type { Step } from '../step.js'
import { today } from '../today.js'
import { type Turn, understandingOf } from '../turn.js'

const DEPTH = 30
const ENTRIES_A_KIND = 6
const ARTICLES = 10
const LOOKED_UP = 8
/** So near to an asked question, a guide tells the field better than a text without telling words. */
const TELLS_MATTER = 0.5

/** Named articles first; else what keywords and meaning find, guides and Q&A beside the articles. */
export function findSources({ retriever, passages, ...deps }: StepDeps): Step {
  return {
    name: 'find-sources',
    async run(turn) {
      const understanding = understandingOf(turn)
      const { standaloneQuestion, asOfDate, regionCode, intent } = understanding
      const options: SearchOptions = {
        k: DEPTH,
        asOfDate: asOfDate ?? today(deps),
        ...(regionCode === null ? {} : { regionCode }),
      }
      const found = await retriever.search(standaloneQuestion, options)
      if (intent === 'article_lookup' && found.lookup) {
        // The text of an article that is no longer in force is not shown.
        const valid = found.lookup.references.filter(({ status }) => status === 'found')
        const ids = valid.flatMap(({ hits }) => hits.map((hit) => hit.passageId))
        return { turn: { ...turn, found, sources: await passages.byIds(ids.slice(0, LOOKED_UP)) } }
      }
      const hits = await withEntries(found, standaloneQuestion, options)
      const sources = (await passages.byIds(hits.map((hit) => hit.passageId))).filter(saysSomething)
      const kept = new Set(sources.map(({ id }) => id))
      const told = hits.filter(({ passageId }) => kept.has(passageId))
      return { turn: refineMatter({ ...turn, found: { ...found, hits: told }, sources }) }
    },
  }

  /** The best of each kind, in one order. */
  async function withEntries(found: SearchResult, question: string, options: SearchOptions): Promise<Hit[]> {
    const named = found.lookup?.references.flatMap(({ hits }) => hits) ?? []
    const kinds = (['faq', 'guide'] as const).map((kind) =>
      retriever.search(question, { ...options, k: ENTRIES_A_KIND, kind }),
    )
    const entries = (await Promise.all(kinds)).flatMap(({ hits }) => hits)
    const articles = found.hits.filter(({ kind }) => kind === 'statute')
    const chosen = [
      ...named,
      ...[...entries, ...articles.slice(0, ARTICLES)].sort((a, b) => b.score - a.score),
    ]
    const seen = new Set<string>()
    return chosen.filter(({ passageId }) => !seen.has(passageId) && seen.add(passageId))
  }
}

/** 本法自…起施行 repeats names and dates of many questions and answers none. */
function saysSomething({ kind, text }: Passage): boolean {
  return (
    kind !== 'statute' || text.length > 160 || !/^本.{1,12}自.{4,20}(?:起|之日)?(?:施行|生效|实施)/.test(text)
  )
}

function refineMatter(turn: Turn): Turn {
  const understanding = understandingOf(turn)
  const { strength } = classifyMatter(foldText(understanding.standaloneQuestion))
  if (strength >= 1) return turn
  const nearest = turn.sources.find(
    (passage) =>
      passage.matter !== null &&
      passage.kind !== 'statute' &&
      matchEntry(understanding.standaloneQuestion, passage) >= TELLS_MATTER,
  )
  return nearest?.matter ? { ...turn, understanding: { ...understanding, matter: nearest.matter } } : turn
}
