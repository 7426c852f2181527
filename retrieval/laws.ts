import { normaliseTitle, shortTitle } from '../knowledge/short-title.js'
import type { KnowledgeIndex } from './knowledge-index.js'
import { loadLawAliases } from './load-law-aliases.js'
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
  /** Laws of exactly this name, of an alias for it, or of a name that says the same in fewer words. Empty: none. */
  named(name: string): Law[]
  /** The longest title or alias that the text ends with. */
  atEnd(text: string): { laws: Law[]; length: number } | null
  /** Titles that come close to a name that no law has, best first. */
  suggestions(name: string): string[]
}

const MOST_SUGGESTIONS = 3
const CLOSE_ENOUGH = 0.45

export function createLaws(index: KnowledgeIndex): Laws {
  const bySource = new Map<string, Law>()
  let lastVersion: VersionEntry | null = null
  let law: Law | undefined
  for (let doc = 0; doc < index.docCount; doc++) {
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
  const byKey = new Map<string, Law[]>()
  const byLooseKey = new Map<string, Law[]>()
  let longest = 0
  for (const law of bySource.values()) {
    const { key, loose } = formsOf(law.shortTitle)
    longest = Math.max(longest, key.length)
    push(byKey, key, law)
    push(byLooseKey, loose, law)
  }
  const aliases = loadLawAliases()

  function named(name: string): Law[] {
    const key = titleKey(shortTitle(name))
    const alias = aliases.get(key)
    return (
      byKey.get(key) ??
      (alias === undefined ? undefined : byKey.get(titleKey(alias))) ??
      onlyOne(byLooseKey.get(looseKey(shortTitle(name))) ?? [], key)
    )
  }

  return {
    named,
    atEnd(text) {
      const tail = titleKey(text.slice(-3 * longest))
      for (let length = Math.min(longest, tail.length); length >= 2; length--) {
        const key = tail.slice(-length)
        const laws = byKey.get(key) ?? byKey.get(titleKey(aliases.get(key) ?? ''))
        if (laws) return { laws, length }
      }
      return null
    },
    suggestions(name) {
      const wanted = pairs(looseKey(name))
      const close: { title: string; likeness: number }[] = []
      for (const { shortTitle: title } of bySource.values()) {
        const likeness = dice(wanted, formsOf(title).pairs)
        if (likeness >= CLOSE_ENOUGH) close.push({ title, likeness })
      }
      close.sort((a, b) => b.likeness - a.likeness || a.title.length - b.title.length)
      return [...new Set(close.map(({ title }) => title))].slice(0, MOST_SUGGESTIONS)
    },
  }
}

interface TitleForms {
  key: string
  loose: string
  pairs: ReadonlySet<string>
}

// Titles stay the same from one publication to the next.
const knownForms = new Map<string, TitleForms>()

function formsOf(title: string): TitleForms {
  let forms = knownForms.get(title)
  if (!forms) {
    const loose = looseKey(title)
    forms = { key: titleKey(title), loose, pairs: pairs(loose) }
    knownForms.set(title, forms)
  }
  return forms
}

/** Titles that differ only in brackets and gaps are one. */
export function titleKey(title: string): string {
  return normaliseTitle(title)
    .replace(/中华人民共和国(?=.)/g, '')
    .replace(/[《》〈〉（）()、，,“”"·\s]/g, '')
}

/** What is left of a title without the words that people leave out: 民间借贷解释, 民法典婚姻家庭编解释一. */
function looseKey(title: string): string {
  return titleKey(title)
    .replace(/最高人民法院|最高人民检察院|最高法|最高检|^国务院(?=关于)|民法典(?=.*(?:编|制度).*解释)/g, '')
    .replace(/司法解释/g, '解释')
    .replace(/规定(?=[一二三四五六]?$)/, '解释')
    .replace(/关于|适用|审理|办理|若干|具体|应用|有关|问题|法律|案件|纠纷|的|中/g, '')
}

/**
 * Few words may fit several interpretations: the one whose title holds them as they are, or else the only one that has
 * not ended; where that leaves several, none is taken, and all are suggested.
 */
function onlyOne(laws: readonly Law[], key: string): Law[] {
  if (laws.length <= 1) return [...laws]
  const holding = laws.filter(({ shortTitle }) => titleKey(shortTitle).includes(key))
  if (holding.length === 1) return holding
  const standing = (holding.length > 0 ? holding : laws).filter(({ ended }) => !ended)
  return standing.length === 1 ? standing : []
}

function push(map: Map<string, Law[]>, key: string, law: Law): void {
  const known = map.get(key)
  if (known) known.push(law)
  else map.set(key, [law])
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
