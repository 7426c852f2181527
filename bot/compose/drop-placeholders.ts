import { replacePlaceholders } from '../../knowledge/placeholders.js'

/** A piece up to and with its mark. */
const CLAUSE = /[^，；：、,;:]*(?:[，；：、,;:]|$)/g
/** What is left of a sentence must still say something. */
const SHORTEST = 5

/**
 * A sentence without the clauses whose local fact nobody filled in ({{本地：收费标准}}).
 * @param shortest characters that say enough
 * @returns null when nothing worth saying is left
 */
export function dropPlaceholders(sentence: string, shortest = SHORTEST): string | null {
  // The colon inside a placeholder parts no clause.
  const marked = replacePlaceholders(sentence, () => '\u0000')
  if (marked === sentence) return sentence
  const ending = /[。！？!?]+$/.exec(marked)?.[0] ?? ''
  const clauses = [...marked.slice(0, marked.length - ending.length).matchAll(CLAUSE)].map(
    ([clause]) => clause,
  )
  const kept: string[] = []
  for (const clause of clauses) {
    if (!clause.includes('\u0000')) kept.push(clause)
    // 标准可查：{{…}} announces what is not there.
    else if (kept.at(-1)?.match(/[：:]$/)) announced(kept)
  }
  const rest = kept.join('').replace(/[，；：、,;:\s]+$/, '')
  return rest.length < shortest ? null : rest + ending
}

function announced(kept: string[]): void {
  const last = kept.at(-1)!
  if (last.length <= 8) kept.pop()
}
