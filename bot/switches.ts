import type { Db } from '../storage/database.js'

/**
 * What is switched off, by name, with the ISO instant since when: `model`, `answers` (every question goes to humans), or
 * a channel as conversations name it.
 */
export type SwitchedOff = ReadonlyMap<string, string>

/** Asked at each turn, so that a switch counts at once, in every process, and after a restart. */
export type ReadSwitches = () => Promise<SwitchedOff>

export const NOTHING_OFF: SwitchedOff = new Map()

export function createReadSwitches(db: Pick<Db, 'selectFrom'>): ReadSwitches {
  return async () => {
    const rows = await db.selectFrom('switches').select(['name', 'off_since']).execute()
    return new Map(rows.map(({ name, off_since }) => [name, off_since]))
  }
}
