import { join } from 'node:path'
import { readProgramTable } from '../knowledge/read-csv.js'

let loaded: readonly (readonly [string, string])[] | null = null

/** Words of citizens and the law's words for the same thing, from synonyms.csv. */
export function loadSynonyms(): readonly (readonly [word: string, means: string])[] {
  loaded ??= readProgramTable(join(import.meta.dirname, 'synonyms.csv'), ['word', 'means']).flatMap(
    ({ word, means }) => means.split(' ').map((meaning) => [word, meaning] as const),
  )
  return loaded
}
