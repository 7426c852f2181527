import type { ArticleReference } from '../knowledge/article-reference.js'
import type { Passages, Place } from '../retrieval/passages.js'
import type { Retriever } from '../retrieval/retriever.js'
import type { FindArticle } from './compose/basis-list.js'

type Found = Awaited<ReturnType<FindArticle>>

const MOST_KEPT = 5000

/**
 * Meets an article under the name that a guide gives its law, which may be shorter than the title or an alias.
 * What a reference stands for is remembered until the knowledge changes; whether it is published still is for
 * `check-citations` to see.
 */
export function createFindArticle(retriever: Retriever, passages: Pick<Passages, 'article'>): FindArticle {
  const found = new Map<string, Found>()
  let revision = retriever.revision

  async function find({ lawName, from }: ArticleReference, place: Place): Promise<Found> {
    if (lawName === null) return 'not_loaded'
    const direct = await passages.article(lawName, from.number, from.suffix, place)
    if (direct !== null) return direct
    const { asOfDate, regionCode } = place
    const lookup = await retriever.lookup(`《${lawName}》第${from.number}条`, {
      asOfDate,
      regionCode: regionCode ?? undefined,
    })
    const title = lookup?.references[0]?.lawTitle ?? null
    if (title === null) return 'not_loaded'
    const meant = title === lawName ? null : await passages.article(title, from.number, from.suffix, place)
    return meant ?? 'not_in_force'
  }

  return async (reference, place) => {
    if (revision !== retriever.revision || found.size > MOST_KEPT) {
      found.clear()
      revision = retriever.revision
    }
    const { lawName, from } = reference
    const key = [lawName, from.number, from.suffix, place.asOfDate, place.regionCode].join(' ')
    const known = found.get(key) ?? (await find(reference, place))
    found.set(key, known)
    return known
  }
}
