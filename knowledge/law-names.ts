import { loadLawAliases } from './load-law-aliases.js'
import { normaliseTitle, shortTitle } from './short-title.js'

interface NamedLaw {
  shortTitle: string
  /** Every version has an end of force, be it in the future. */
  ended: boolean
}

export interface LawNames<T> {
  /** Laws of exactly this name, of an alias for it, or of a name that says the same in fewer words. Empty: none. */
  named(name: string): T[]
  /** Laws whose title, or an alias for it, has this key. @param key as `titleKey` makes it */
  ofKey(key: string): T[] | undefined
  /** Length of the longest key. */
  longest: number
}

/** Which law is meant by what people call it. */
export function createLawNames<T extends NamedLaw>(laws: Iterable<T>): LawNames<T> {
  const byKey = new Map<string, T[]>()
  const byLooseKey = new Map<string, T[]>()
  let longest = 0
  for (const law of laws) {
    const { key, loose } = keysOf(law.shortTitle)
    longest = Math.max(longest, key.length)
    push(byKey, key, law)
    push(byLooseKey, loose, law)
  }
  const aliases = loadLawAliases()

  function ofKey(key: string): T[] | undefined {
    const alias = aliases.get(key)
    return byKey.get(key) ?? (alias === undefined ? undefined : byKey.get(titleKey(alias)))
  }

  return {
    ofKey,
    longest,
    named(name) {
      const title = shortTitle(name)
      const key = titleKey(title)
      return ofKey(key) ?? onlyOne(byLooseKey.get(looseKey(title)) ?? [], key)
    },
  }
}

interface TitleKeys {
  key: string
  loose: string
}

// Titles stay the same from one publication to the next.
const knownKeys = new Map<string, TitleKeys>()

function keysOf(title: string): TitleKeys {
  let keys = knownKeys.get(title)
  if (!keys) {
    keys = { key: titleKey(title), loose: looseKey(title) }
    knownKeys.set(title, keys)
  }
  return keys
}

/** Titles that differ only in brackets and gaps are one. */
export function titleKey(title: string): string {
  return normaliseTitle(title)
    .replace(/中华人民共和国(?=.)/g, '')
    .replace(/[《》〈〉（）()、，,“”"·\s]/g, '')
}

/** What is left of a title without the words that people leave out: 民间借贷解释, 民法典婚姻家庭编解释一. */
export function looseKey(title: string): string {
  return titleKey(title)
    .replace(/最高人民法院|最高人民检察院|最高法|最高检|^国务院(?=关于)|民法典(?=.*(?:编|制度).*解释)/g, '')
    .replace(/司法解释/g, '解释')
    .replace(/规定(?=[一二三四五六]?$)/, '解释')
    .replace(/关于|适用|审理|办理|若干|具体|应用|有关|问题|法律|案件|纠纷|的|中/g, '')
}

/**
 * Few words may fit several interpretations: the one whose title holds them as they are, or else the only one that has
 * not ended; where that leaves several, none is taken.
 */
function onlyOne<T extends NamedLaw>(laws: readonly T[], key: string): T[] {
  if (laws.length <= 1) return [...laws]
  const holding = laws.filter(({ shortTitle }) => titleKey(shortTitle).includes(key))
  if (holding.length === 1) return holding
  const standing = (holding.length > 0 ? holding : laws).filter(({ ended }) => !ended)
  return standing.length === 1 ? standing : []
}

function push<T>(map: Map<string, T[]>, key: string, law: T): void {
  const known = map.get(key)
  if (known) known.push(law)
  else map.set(key, [law])
}
