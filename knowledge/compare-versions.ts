import { compareWords, type WordMark } from './compare-words.js'
import { matchTexts } from './match-texts.js'

/** An article, or a section of a guide. */
export interface ComparedPart {
  /** 第三十条; null for what has no number. */
  label: string | null
  heading: string
  text: string
}

/**
 * `changed`: the same article in other words, also where it got another number with them; `renumbered`: the same words
 * under another number, but for the numbers of articles that they name.
 */
export type ChangeKind = 'added' | 'removed' | 'changed' | 'renumbered'

export interface PartChange {
  kind: ChangeKind
  /** null: it is added. */
  before: Omit<ComparedPart, 'text'> | null
  /** null: it is removed. */
  after: Omit<ComparedPart, 'text'> | null
  /** Both texts laid over each other. */
  words: WordMark[]
}

export interface VersionDiff {
  /** In the order of the later version; what was removed stands where it stood. */
  changes: PartChange[]
  unchanged: number
}

type Pair = readonly [before: number, after: number]

/**
 * What became of each part of a version. Parts are told by their words first and by their numbers then: a law that was
 * written anew has another article under most numbers.
 */
export function compareVersions(
  before: readonly ComparedPart[],
  after: readonly ComparedPart[],
): VersionDiff {
  const pairs = pairUp(before, after)
  const placeOf = new Map(pairs)
  const isMatched = new Set(placeOf.values())
  const changes: { place: number; change: PartChange }[] = []
  let unchanged = 0
  for (const [from, to] of pairs) {
    const change = changeOf(before[from]!, after[to]!)
    if (change) changes.push({ place: to, change })
    else unchanged++
  }
  after.forEach((part, place) => {
    if (!isMatched.has(place)) changes.push({ place, change: added(part) })
  })
  let place = -1
  before.forEach((part, index) => {
    place = placeOf.get(index) ?? place
    if (!placeOf.has(index)) changes.push({ place: place + 0.5, change: removed(part) })
  })
  changes.sort((a, b) => a.place - b.place)
  return { changes: changes.map(({ change }) => change), unchanged }
}

function pairUp(before: readonly ComparedPart[], after: readonly ComparedPart[]): Pair[] {
  const pairs: Pair[] = []
  const from = new Set(before.keys())
  const to = new Set(after.keys())
  const pair = (one: number, other: number) => {
    pairs.push([one, other])
    from.delete(one)
    to.delete(other)
  }
  const pairWhere = (keyOf: (part: ComparedPart) => string | null) => {
    const places = new Map<string, number[]>()
    for (const place of to) {
      const key = keyOf(after[place]!)
      if (key === null) continue
      const known = places.get(key)
      if (known) known.push(place)
      else places.set(key, [place])
    }
    for (const place of [...from]) {
      const [other] = places.get(keyOf(before[place]!) ?? '') ?? []
      if (other === undefined) continue
      places.get(keyOf(before[place]!)!)!.shift()
      pair(place, other)
    }
  }
  const keyOf = ({ label, heading }: ComparedPart) => label ?? `${heading}\n`
  pairWhere((part) => `${keyOf(part)} ${plain(part.text)}`)
  pairWhere(({ text }) => plain(text))
  const matched = matchTexts(
    [...from].map((place) => ({ place, ...before[place]! })),
    [...to].map((place) => ({ place, ...after[place]! })),
  )
  for (const [one, other] of matched) pair(one.place, other.place)
  // A section keeps its heading where all its words are new; a number says nothing by itself.
  pairWhere(({ label, heading }) => (label === null ? `${heading}\n` : null))
  return pairs.sort(([, a], [, b]) => a - b)
}

function changeOf(before: ComparedPart, after: ComparedPart): PartChange | null {
  const isSame = plain(before.text) === plain(after.text)
  const isMoved = before.label !== after.label
  if (isSame && !isMoved) return null
  return {
    kind: isMoved && withoutNumbers(before.text) === withoutNumbers(after.text) ? 'renumbered' : 'changed',
    before: nameOf(before),
    after: nameOf(after),
    words: isSame ? [{ text: after.text, is: 'same' }] : compareWords(before.text, after.text),
  }
}

function added(part: ComparedPart): PartChange {
  return { kind: 'added', before: null, after: nameOf(part), words: [{ text: part.text, is: 'added' }] }
}

function removed(part: ComparedPart): PartChange {
  return { kind: 'removed', before: nameOf(part), after: null, words: [{ text: part.text, is: 'removed' }] }
}

function nameOf({ label, heading }: ComparedPart): Omit<ComparedPart, 'text'> {
  return { label, heading }
}

/** The articles that it names were renumbered with it. */
function withoutNumbers(text: string): string {
  return plain(text).replace(/第[〇一二三四五六七八九十百千零\d]+条/g, '第条')
}

/** Gaps, and the width of letters and signs, differ from one publisher of the same text to the next. */
export function plain(text: string): string {
  return text.normalize('NFKC').replace(/\s/g, '')
}
