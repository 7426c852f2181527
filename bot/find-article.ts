import type { Passages, Place } from '../retrieval/passages.js'
import type { Retriever } from '../retrieval/retriever.js'
import type { FindArticle } from './compose/basis-list.js'

const MOST_NAMES = 2000

/**
 * Meets an article under the name that a guide gives its law, which may be shorter than the title or an alias.
 * What a name stands for is remembered until the knowledge changes.
 */
export function createFindArticle(retriever: Retriever, passages: Pick<Passages, 'article'>): FindArticle {
  let titleByName = new Map<string, string | null>()
  let revision = retriever.revision

  function titleOf(name: string, article: number, place: Place): string | null {
    if (revision !== retriever.revision || titleByName.size > MOST_NAMES) {
      titleByName = new Map()
      revision = retriever.revision
    }
    const key = `${place.regionCode} ${name}`
    const known = titleByName.get(key)
    if (known !== undefined) return known
    const lookup = retriever.lookup(`《${name}》第${article}条`, {
      asOfDate: place.asOfDate,
      regionCode: place.regionCode ?? undefined,
    })
    const title = lookup?.references[0]?.lawTitle ?? null
    titleByName.set(key, title)
    return title
  }

  return async ({ lawName, from }, place) => {
    if (lawName === null) return 'not_loaded'
    const known = titleByName.get(`${place.regionCode} ${lawName}`)
    const direct = await passages.article(known ?? lawName, from.number, from.suffix, place)
    if (direct !== null) return direct
    const title = titleOf(lawName, from.number, place)
    if (title === null) return 'not_loaded'
    const found =
      title === (known ?? lawName) ? null : await passages.article(title, from.number, from.suffix, place)
    return found ?? 'not_in_force'
  }
}
