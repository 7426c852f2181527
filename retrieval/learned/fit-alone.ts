import type { Db } from '../../storage/database.js'
import { ifDatabaseIsFree, whenFree } from '../../storage/locks.js'

/** Runs `work` while nobody else learns from the confirmed answers of this database; null where somebody does. */
export function ifNobodyLearns<T>(db: Db, work: () => Promise<T>): Promise<{ result: T } | null> {
  return ifDatabaseIsFree(db, 'learn', work)
}

/** The same as soon as nobody does. @param onWait called once, before waiting */
export function whenNobodyLearns<T>(db: Db, work: () => Promise<T>, onWait?: () => void): Promise<T> {
  return whenFree(() => ifNobodyLearns(db, work), onWait)
}
