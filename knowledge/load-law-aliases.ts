import { join } from 'node:path'
import { readProgramTable } from './read-csv.js'

let loaded: ReadonlyMap<string, string> | null = null

/** What people call a law → its title, from law-aliases.csv. */
export function loadLawAliases(): ReadonlyMap<string, string> {
  loaded ??= new Map(
    readProgramTable(join(import.meta.dirname, 'law-aliases.csv'), ['alias', 'title']).map(
      ({ alias, title }) => [alias, title],
    ),
  )
  return loaded
}
