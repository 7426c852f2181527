import { join } from 'node:path'
import { readProgramTable } from '../knowledge/read-csv.js'

let loaded: { pattern: RegExp; means: ReadonlyMap<string, string> } | null = null

/** A text with the words of dialects (dialects.csv: word, common word) said in common speech. */
export function foldDialects(normalized: string): string {
  loaded ??= load()
  const { pattern, means } = loaded
  return normalized.replace(pattern, (word) => means.get(word) ?? word)
}

function load() {
  const rows = readProgramTable(join(import.meta.dirname, 'dialects.csv'), ['word', 'means'])
  const means = new Map(rows.map(({ word, means }) => [word, means]))
  // The longest first: 勿要 before 勿.
  const words = [...means.keys()].sort((a, b) => b.length - a.length)
  return { pattern: new RegExp(words.join('|'), 'g'), means }
}
