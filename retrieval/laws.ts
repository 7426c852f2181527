import { isDeepStrictEqual } from 'node:util'
import { createLawNames, looseKey, titleKey } from '../knowledge/law-names.js'
import { createCache } from './cache.js'
import type { KnowledgeIndex } from './knowledge-index.js'
import { createSlice } from './slice.js'
import type { VersionEntry } from './version-table.js'

/** A law as it is loaded: all its versions and their documents. */
export interface Law {
  sourceId: string
  shortTitle: string
  regionCode: string | null
  /** Documents of all versions, in order. */
  docs: number[]
  /** Every version has an end of force, be it in the future. */
  ended: boolean
}

/** The laws that are loaded, by name. */
export interface Laws {
  bySource: ReadonlyMap<string, Law>
  /** Laws of exactly this name, of an alias for it, or of a name that says the same in fewer words. Empty: none. */
  named(name: string): Law[]
  /** The longest title or alias that the text ends with. */
  atEnd(text: string): { laws: Law[]; length: number } | null
  /** Titles that come close to a name that no law has, best first. */
  suggestions(name: string): string[]
}

/** Thousands of cites name a few hundred laws. */
const KEPT_NAMES = 2000
const DOCS_A_LOOK = 1024
const MOST_SUGGESTIONS = 3
const CLOSE_ENOUGH = 0.45

/**
 * Made in slices, beside searches.
 * @param before of the publication before, with the same numbers of documents: a law that is as it was is the same object
 */
export async function readLaws(index: KnowledgeIndex, before?: Laws): Promise<Laws> {
  const slice = createSlice()
  const bySource = new Map<string, Law>()
  let lastVersion: VersionEntry | null = null
  let law: Law | undefined
  for (let doc = 0; doc < index.docCount; doc++) {
    if (doc % DOCS_A_LOOK === 0) await slice()
    const version = index.version(doc)
    if (version?.kind !== 'statute' || index.keyword.isDeleted(doc)) continue
    if (version !== lastVersion) law = bySource.get(version.sourceId)
    lastVersion = version
    if (!law) {
      const { sourceId, shortTitle, regionCode } = version
      law = { sourceId, shortTitle, regionCode, docs: [], ended: true }
      bySource.set(sourceId, law)
    }
    law.docs.push(doc)
    if (version.effectiveTo === null) law.ended = false
  }
  for (const [sourceId, now] of bySource) {
    const known = before?.bySource.get(sourceId)
    if (known && isSame(known, now)) bySource.set(sourceId, known)
  }
  const names = createLawNames(bySource.values())
  const { ofKey, longest } = names
  const knownNames = createCache<Law[]>({ size: KEPT_NAMES, maxAgeMs: Number.POSITIVE_INFINITY })

  return {
    bySource,
    named(name) {
      const laws = knownNames.get(name) ?? names.named(name)
      knownNames.set(name, laws)
      return laws
    },
    atEnd(text) {
      const tail = titleKey(text.slice(-3 * longest))
      for (let length = Math.min(longest, tail.length); length >= 2; length--) {
        const laws = ofKey(tail.slice(-length))
        if (laws) return { laws, length }
      }
      return null
    },
    suggestions(name) {
      const wanted = pairs(looseKey(name))
      const close: { title: string; likeness: number }[] = []
      for (const { shortTitle: title } of bySource.values()) {
        const likeness = dice(wanted, pairsOf(title))
        if (likeness >= CLOSE_ENOUGH) close.push({ title, likeness })
      }
      close.sort((a, b) => b.likeness - a.likeness || a.title.length - b.title.length)
      return [...new Set(close.map(({ title }) => title))].slice(0, MOST_SUGGESTIONS)
    },
  }
}

function isSame(some: Law, other: Law): boolean {
  return (
    some.ended === other.ended &&
    some.docs.length === other.docs.length &&
    some.docs.every((doc, place) => doc === other.docs[place])
  )
}

/** Whether every name means the same law in both. */
export function areNamedAlike(some: Laws, others: Laws): boolean {
  // Which comes first counts, too.
  const named = ({ bySource }: Laws) =>
    Array.from(bySource.values(), ({ sourceId, ended }) => [sourceId, ended])
  return isDeepStrictEqual(named(some), named(others))
}

// Titles stay the same from one publication to the next.
const knownPairs = new Map<string, ReadonlySet<string>>()

function pairsOf(title: string): ReadonlySet<string> {
  let known = knownPairs.get(title)
  if (!known) {
    known = pairs(looseKey(title))
    knownPairs.set(title, known)
  }
  return known
}

function pairs(text: string): Set<string> {
  const found = new Set<string>()
  for (let i = 0; i + 1 < text.length; i++) found.add(text.slice(i, i + 2))
  return found
}

function dice(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0
  let shared = 0
  for (const pair of a) if (b.has(pair)) shared++
  return (2 * shared) / (a.size + b.size)
}
