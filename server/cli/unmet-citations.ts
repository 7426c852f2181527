import type { ConfirmedPair } from '../../knowledge/confirmed-pairs.js'
import type { UnmetCitation } from '../../retrieval/learned/review-answers.js'

/** What of a confirmed answer is not used: articles that it cites and that are not there. The others count. */
export interface UnmetAnswer {
  id: string
  file: string
  /** 1-based. */
  line: number | null
  message: string
}

const WHY: Record<UnmetCitation['status'], string> = {
  no_such_law: 'the law is not loaded',
  no_such_article: 'the law has no such article',
  not_in_force: 'the law is not in force',
}

/** By the lines of the files named, in the order of the pairs. */
export function unmetAnswers(
  unmet: readonly UnmetCitation[],
  pairs: readonly ConfirmedPair[],
  files: ReadonlySet<string>,
): UnmetAnswer[] {
  return pairs.flatMap(({ id, places }) => {
    const citations = unmet.filter((citation) => citation.id === id)
    const place = places.find(({ file }) => files.has(file))
    if (citations.length === 0 || !place) return []
    const message = citations.map(({ cite, status }) => `${cite}: ${WHY[status]}`).join('; ')
    return [{ id, ...place, message }]
  })
}
