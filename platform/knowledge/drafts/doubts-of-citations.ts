import type { ParsedSource } from '../../../knowledge/parsed-source.js'
import type { Retriever } from '../../../retrieval/retriever.js'
import { CITATION_FAULTS, nameCitations } from '../../review/name-citations.js'

/** Of a table with thousands of entries so many are looked at. */
const MOST_CHECKED = 100

/**
 * Articles that guides and Q&A rest on and that no law in force has: as of now, since the law may come with the next
 * file. For staff.
 */
export async function doubtsOfCitations(
  sources: readonly ParsedSource[],
  search: Pick<Retriever, 'lookup'>,
): Promise<string[]> {
  const doubts: string[] = []
  for (const source of sources.slice(0, MOST_CHECKED)) {
    if (source.kind === 'statute') continue
    const { title, cites, regionCode } = source
    for (const { name, status } of await nameCitations(cites.join('；'), regionCode, search)) {
      if (status !== 'found') doubts.push(`“${title}”的依据${name}：${CITATION_FAULTS[status]}。`)
    }
  }
  return doubts
}
