import { loadRepeals } from './load-repeals.js'
import { shortTitle } from './short-title.js'

/** What is needed of one version of one law to tell how long it is in force. Dates are `YYYY-MM-DD`. */
export interface VersionInForce {
  id: string
  shortTitle: string
  regionCode: string | null
  versionDate: string | null
  effectiveFrom: string | null
  /** End that its own text names, if any. */
  effectiveTo: string | null
  /** Short titles of what it repeals. */
  repeals: readonly string[]
  /** Day from which `repeals` counts; absent or null: `effectiveFrom`. */
  repealsOn?: string | null
  /** Book of a code that is split over files. */
  part?: string | null
}

/**
 * First day without force of every version that has one, by id. A version ends when the next version of the same law
 * takes effect, when another text repeals the law (同时废止, repeals.csv), or on the day its own text names.
 * A decision that amends a law, or a 修正案, ends nothing: only the amended text, as a version of its own, does.
 */
export function workOutEffectivity(versions: readonly VersionInForce[]): Map<string, string> {
  const ends = new Map<string, string>()
  const end = (version: VersionInForce, date: string): void => {
    const known = ends.get(version.id)
    // Superseded before it took effect: it was in force on no day.
    const day = version.effectiveFrom !== null && date < version.effectiveFrom ? version.effectiveFrom : date
    if (known === undefined || day < known) ends.set(version.id, day)
  }
  for (const version of versions) if (version.effectiveTo !== null) end(version, version.effectiveTo)
  for (const chain of group(versions, (v) => `${v.regionCode} ${v.shortTitle} ${v.part ?? ''}`).values()) {
    endSuperseded(chain, end)
  }

  const byName = group(versions, (v) => `${v.regionCode} ${bareName(v.shortTitle)}`)
  for (const version of versions) {
    const date = version.repealsOn ?? version.effectiveFrom ?? version.versionDate
    if (date === null) continue
    for (const name of version.repeals) {
      for (const target of byName.get(`${version.regionCode} ${bareName(name)}`) ?? []) {
        if (target.id !== version.id && isOlder(target, version, date)) end(target, date)
      }
    }
  }
  for (const { name, repealedOn } of loadRepeals()) {
    for (const target of byName.get(`null ${bareName(name)}`) ?? []) {
      if (startOf(target) < repealedOn) end(target, repealedOn)
    }
  }
  return ends
}

function endSuperseded(chain: VersionInForce[], end: (version: VersionInForce, date: string) => void): void {
  const ordered = chain.toSorted((a, b) => compare(a.versionDate ?? '', b.versionDate ?? ''))
  ordered.forEach((version, index) => {
    const later = ordered.slice(index + 1).filter((next) => next.versionDate !== version.versionDate)
    for (const next of later) {
      const date = next.effectiveFrom ?? next.versionDate
      if (date !== null) end(version, date)
    }
  })
}

/**
 * A law that came under the same name after the repeal is another one: 取水条例 of 2010 outlives a repeal of 2000, also
 * where a later version of itself repeats that clause.
 */
function isOlder(target: VersionInForce, repealing: VersionInForce, date: string): boolean {
  const sameLaw = bareName(target.shortTitle) === bareName(repealing.shortTitle)
  return startOf(target) < date && (!sameLaw || (target.versionDate ?? '') < (repealing.versionDate ?? ''))
}

function startOf(version: VersionInForce): string {
  return version.effectiveFrom ?? version.versionDate ?? ''
}

// Titles stay the same from one publication to the next.
const knownBare = new Map<string, string>()

function bareName(name: string): string {
  let known = knownBare.get(name)
  if (known === undefined) {
    known = bare(name)
    knownBare.set(name, known)
  }
  return known
}

/**
 * Repeal clauses often leave the issuing court out, 《关于…的解释》 for 最高人民法院关于…的解释, and within 《》 a law's name
 * stands in 〈〉.
 */
function bare(name: string): string {
  return shortTitle(name)
    .replaceAll('〈', '《')
    .replaceAll('〉', '》')
    .replace(/^最高人民法院最高人民检察院/, '')
    .replace(/^(?:(?:最高人民法院|最高人民检察院|公安部|司法部|国务院)[、和]?)+(?=关于|《)/, '')
}

function group<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [item])
    else known.push(item)
  }
  return groups
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
