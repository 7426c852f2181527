import { join } from 'node:path'
import { readProgramTable } from './read-csv.js'

let loaded: Map<string, string> | null = null

const ISSUER = /^最高人民(?:法院|检察院)/

/**
 * Day an amended text took effect where only the amending decision says it (commencements.csv). A row of an issuer and *
 * stands for all texts that it amended on that day by one decision.
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
  const issuer = ISSUER.exec(shortTitle)?.[0]
  return loaded.get(`${shortTitle} ${versionDate}`) ?? loaded.get(`${issuer}* ${versionDate}`) ?? null
}
