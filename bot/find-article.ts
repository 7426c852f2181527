import type { Passages } from '../retrieval/passages.js'
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

  function titleOf(name: string, article: number, asOfDate: string): string | null {
    if (revision !== retriever.revision || titleByName.size > MOST_NAMES) {
      titleByName = new Map()
      revision = retriever.revision
    }
    const known = titleByName.get(name)
    if (known !== undefined) return known
    const lookup = retriever.lookup(`《${name}》第${article}条`, { asOfDate })
    const title = lookup?.references[0]?.lawTitle ?? null
    titleByName.set(name, title)
    return title
  }

  return async ({ lawName, from }, asOfDate) => {
    if (lawName === null) return 'not_loaded'
    const known = titleByName.get(lawName)
    const direct = await passages.article(known ?? lawName, from.number, from.suffix, asOfDate)
    if (direct !== null) return direct
    const title = titleOf(lawName, from.number, asOfDate)
    if (title === null) return 'not_loaded'
    const found =
      title === (known ?? lawName) ? null : await passages.article(title, from.number, from.suffix, asOfDate)
    return found ?? 'not_in_force'
  }
}
