import type { Db } from '../../storage/database.js'
import { ifDatabaseIsFree, whenFree } from '../../storage/locks.js'

const LOCK = 'ingest'

/** Runs `work` while nobody else stores or publishes knowledge; null where somebody does. */
export function ifNobodyIngests<T>(db: Db, work: () => Promise<T>): Promise<{ result: T } | null> {
  return ifDatabaseIsFree(db, LOCK, work)
}

/** The same as soon as nobody does. @param onWait called once, before waiting */
export function whenNobodyIngests<T>(db: Db, work: () => Promise<T>, onWait?: () => void): Promise<T> {
  return whenFree(() => ifNobodyIngests(db, work), onWait)
}
