import { readFileSync } from 'node:fs'
import { join } from 'node:path'

let loaded: readonly (readonly [string, string])[] | null = null

/** Words of citizens and the law's words for the same thing, from synonyms.csv. */
export function loadSynonyms(): readonly (readonly [word: string, means: string])[] {
  loaded ??= readFileSync(join(import.meta.dirname, 'synonyms.csv'), 'utf8')
    .split('\n')
    .slice(1)
    .filter((line) => line.includes(','))
    .flatMap((line) => {
      const [word = '', means = ''] = line.trim().split(',')
      return means.split(' ').map((meaning) => [word, meaning] as const)
    })
  return loaded
}
