import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
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

/** repeals.csv: `name,repealedOn,by`, one a line; names are titles without commas. @throws {Error} a line is malformed */
export function loadRepeals(): ListedRepeal[] {
  loaded ??= parseRepeals(readFileSync(fileURLToPath(new URL('./repeals.csv', import.meta.url)), 'utf8'))
  return loaded
}

export function parseRepeals(csv: string): ListedRepeal[] {
  return csv
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line, number }) => number > 1 && line !== '' && !line.startsWith('#'))
    .map(({ line, number }) => {
      const [name, repealedOn, by, ...rest] = line.split(',')
      if (!name || !by || rest.length > 0 || !/^\d{4}-\d{2}-\d{2}$/.test(repealedOn ?? '')) {
        throw new Error(`repeals.csv line ${number} is not "name,YYYY-MM-DD,by": ${line}`)
      }
      return { name: shortTitle(name), repealedOn: repealedOn!, by }
    })
}
