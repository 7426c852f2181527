import { chinaDate } from '../knowledge/china-date.js'
import { readDataAsOf } from '../knowledge/data-as-of.js'
import type { Retriever } from '../retrieval/retriever.js'
import type { Db } from '../storage/database.js'

/** How far the law is loaded: read before the first answer that comes from another publication is finished. */
export function followDataAsOf(db: Db, retriever: Pick<Retriever, 'revision'>, now: () => Date) {
  let read: number | null = null
  let month: string | null = null
  return async (): Promise<string | null> => {
    const { revision } = retriever
    if (revision !== read) {
      try {
        month = await readDataAsOf(db, chinaDate(now()))
        read = revision
      } catch (error) {
        // The month before is hardly ever another one, and the answer stands.
        if (read === null) throw error
      }
    }
    return month
  }
}
