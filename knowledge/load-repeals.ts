import { join } from 'node:path'
import { readProgramTable } from './read-csv.js'
import { shortTitle } from './short-title.js'

/** A repeal that stands in another text than the successor's own 同时废止 clause. */
export interface ListedRepeal {
  /** Short title of what is repealed, all its versions. */
  name: string
  /** First day without force. */
  repealedOn: string
  /** What repealed it. */
  by: string
}

let loaded: ListedRepeal[] | null = null

/** repeals.csv. @throws {Error} a line is malformed */
export function loadRepeals(): ListedRepeal[] {
  loaded ??= readProgramTable(join(import.meta.dirname, 'repeals.csv'), ['name', 'repealedOn', 'by']).map(
    (row) => ({ ...row, name: shortTitle(row.name) }),
  )
  return loaded
}
