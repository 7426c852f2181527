import { isLearnedFile } from '../../knowledge/learned-file.js'
import { STARTER_PREFIX } from '../../knowledge/starter-prefix.js'
import type { Hit, SearchResult } from '../../retrieval/retriever.js'

/** More articles than the best so many are no sources of an answer. */
const ARTICLES = 10
/** A learned question is so near to the one asked. */
const SAME_QUESTION = 0.85

/**
 * Why a hit is no source: `own_guide`, an office has one of its own of that title; `other_question`, what one person was
 * told, and the question is not the same; `beyond_articles`, better ones are enough.
 */
export type NotChosen = 'own_guide' | 'other_question' | 'beyond_articles'

/** Named articles, then guides and Q&A beside the best articles, in one order. */
export function chooseHits(found: Pick<SearchResult, 'hits' | 'lookup'>): Hit[] {
  const named = found.lookup?.references.flatMap(({ hits }) => hits) ?? []
  const seen = new Set<string>()
  const chosen = judgeHits(found.hits).flatMap(({ hit, notChosen }) => (notChosen === null ? hit : []))
  return [...named, ...chosen].filter(({ passageId }) => !seen.has(passageId) && seen.add(passageId))
}

/** @param hits best first */
export function judgeHits(hits: readonly Hit[]): { hit: Hit; notChosen: NotChosen | null }[] {
  let articles = 0
  const ownTitles = new Set(hits.flatMap((hit) => (isStarter(hit) ? [] : hit.lawTitle)))
  return hits.map((hit) => {
    // An office's own guide stands for the one of the same title that came with the program.
    if (isStarter(hit) && ownTitles.has(hit.lawTitle)) return { hit, notChosen: 'own_guide' }
    if (isLearnedFile(hit.file) && !isSameQuestion(hit)) return { hit, notChosen: 'other_question' }
    const isBeyond = hit.kind === 'statute' && ++articles > ARTICLES
    return { hit, notChosen: isBeyond ? 'beyond_articles' : null }
  })
}

/** What one person was told answers another only where the question is the same. */
function isSameQuestion({ evidence }: Hit): boolean {
  return (evidence?.asked ?? 0) >= SAME_QUESTION
}

function isStarter({ kind, file }: Hit): boolean {
  return kind !== 'statute' && file.startsWith(STARTER_PREFIX)
}
