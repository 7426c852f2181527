import { readFileSync } from 'node:fs'
import { join } from 'node:path'

let loaded: ReadonlyMap<string, string> | null = null

/** What people call a law → its title, from law-aliases.csv. */
export function loadLawAliases(): ReadonlyMap<string, string> {
  loaded ??= new Map(
    readFileSync(join(import.meta.dirname, 'law-aliases.csv'), 'utf8')
      .split('\n')
      .slice(1)
      .filter((line) => line.includes(','))
      .map((line) => line.trim().split(',') as [string, string]),
  )
  return loaded
}
