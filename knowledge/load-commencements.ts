import { join } from 'node:path'
import { readProgramTable } from './read-csv.js'

let loaded: Map<string, string> | null = null

/**
 * Day an amended text took effect where only the amending decision says it (commencements.csv).
 * @returns `YYYY-MM-DD`, or null when the version is not listed
 */
export function listedCommencement(shortTitle: string, versionDate: string): string | null {
  loaded ??= new Map(
    readProgramTable(join(import.meta.dirname, 'commencements.csv'), [
      'law',
      'versionDate',
      'effectiveFrom',
    ]).map((row) => [`${row.law} ${row.versionDate}`, row.effectiveFrom]),
  )
  return loaded.get(`${shortTitle} ${versionDate}`) ?? null
}
