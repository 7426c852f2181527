import type { KnowledgeIndex } from './knowledge-index.js'
import type { Law } from './laws.js'
import type { Period } from './retriever.js'

/** When the version of a law is in force that applies on a day; else the last that has ended, else the first to begin. */
export function periodOfLaw(index: KnowledgeIndex, { docs }: Law, day: string): Period {
  const periods = docs
    .map((doc) => index.version(doc))
    .map((version) => ({ from: version?.effectiveFrom ?? null, to: version?.effectiveTo ?? null }))
    .sort((a, b) => compare(a.from ?? '', b.from ?? ''))
  const begun = periods.filter(({ from }) => from === null || from <= day)
  return begun.find(({ to }) => to === null || to > day) ?? begun.at(-1) ?? periods[0]!
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
