import { chinaDate } from '../../knowledge/china-date.js'
import { sayPlaceholders } from '../../knowledge/placeholders.js'
import type { Passages } from '../../retrieval/passages.js'
import type { PageLinks } from '../page-links.js'
import type { PassageView } from './web-deps.js'

interface ReadPassageDeps {
  passages: Pick<Passages, 'view'>
  pageLinks: Pick<PageLinks, 'isKeyOf'>
  now(): Date
}

/**
 * A passage as the article reader shows it, with whether it is in force today. What is published is for everybody;
 * what was withdrawn, as with a mistake or somebody's data in it, for those whose answer cited it.
 * @param key of the signed address; '' where there is none
 */
export function createReadPassage({ passages, pageLinks, now }: ReadPassageDeps) {
  return async (id: string, key: string): Promise<PassageView | null> => {
    const passage = await passages.view(id)
    if (!passage || !(passage.published || pageLinks.isKeyOf('article', id, key))) return null
    const { effectiveFrom, effectiveTo, published } = passage
    const date = chinaDate(now())
    const applies =
      (effectiveFrom === null || effectiveFrom <= date) && (effectiveTo === null || effectiveTo > date)
    return {
      id: passage.id,
      kind: passage.kind,
      lawTitle: passage.title,
      article: passage.article,
      headingPath: passage.headingPath,
      text: sayPlaceholders(passage.text),
      versionDate: passage.versionDate,
      effectiveFrom,
      effectiveTo,
      inForce: published && applies,
      withdrawn: !published,
      issuingBody: passage.issuingBody,
      previousId: passage.previousId,
      nextId: passage.nextId,
    }
  }
}
