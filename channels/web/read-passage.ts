import { chinaDate } from '../../knowledge/china-date.js'
import type { Passages } from '../../retrieval/passages.js'
import type { PassageView } from './web-deps.js'

interface ReadPassageDeps {
  passages: Pick<Passages, 'view'>
  now(): Date
}

/** A passage as the article reader shows it, with whether it is in force today. */
export function createReadPassage({ passages, now }: ReadPassageDeps) {
  return async (id: string): Promise<PassageView | null> => {
    const passage = await passages.view(id)
    if (!passage) return null
    const { effectiveFrom, effectiveTo } = passage
    const date = chinaDate(now())
    return {
      id: passage.id,
      kind: passage.kind,
      lawTitle: passage.title,
      article: passage.article,
      headingPath: passage.headingPath,
      text: passage.text,
      versionDate: passage.versionDate,
      effectiveFrom,
      effectiveTo,
      inForce:
        (effectiveFrom === null || effectiveFrom <= date) && (effectiveTo === null || effectiveTo > date),
      issuingBody: passage.issuingBody,
      previousId: passage.previousId,
      nextId: passage.nextId,
    }
  }
}
