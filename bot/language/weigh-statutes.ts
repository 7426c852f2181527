import type { StatutesEvidence } from '../settle-probability.js'
import type { Turn, Understanding } from '../turn.js'
import { coverEntry } from './match-entry.js'

/** What speaks for the best articles as the answer; null where there is none. */
export function weighStatutes(
  { sources, found }: Turn,
  { standaloneQuestion }: Understanding,
): StatutesEvidence | null {
  const best = sources.find(({ kind }) => kind === 'statute')
  const hits = (found?.hits ?? []).filter(({ kind }) => kind === 'statute')
  const [first] = hits
  if (best === undefined || first === undefined) return null
  const fifth = hits[Math.min(4, hits.length - 1)] ?? first
  return {
    covered: coverEntry(standaloneQuestion, best),
    keyword: first.evidence?.keyword ?? 0,
    words: first.evidence?.covered ?? 0,
    cosine: first.evidence?.cosine ?? 0,
    cited: first.evidence?.cited ?? 0,
    score: first.score,
    lead: first.score - fifth.score,
  }
}
