/** Texts that share so much are the same article, changed. */
const SAME_ARTICLE = 0.5
/** Under the same number less is enough. */
const SAME_NUMBER = 0.3
/** Pieces that so many texts share tell none from another. */
const COMMON = 40

interface Text {
  label: string | null
  text: string
}

/** Each text with the one that it most likely became, most alike first; each at most once. */
export function matchTexts<T extends Text>(before: readonly T[], after: readonly T[]): [T, T][] {
  const olds = before.map(({ text }) => piecesOf(text))
  const news = after.map(({ text }) => piecesOf(text))
  const holders = new Map<string, number[]>()
  news.forEach((pieces, place) => {
    for (const piece of pieces.rare) {
      const known = holders.get(piece)
      if (known) known.push(place)
      else holders.set(piece, [place])
    }
  })
  const numbered = new Map(after.map(({ label }, place) => [label, place]))
  const candidates: { from: number; to: number; weight: number }[] = []
  olds.forEach((pieces, from) => {
    const { label } = before[from]!
    const same = label === null ? undefined : numbered.get(label)
    const near = new Set(same === undefined ? [] : [same])
    for (const piece of pieces.rare) {
      const places = holders.get(piece) ?? []
      if (places.length <= COMMON) for (const place of places) near.add(place)
    }
    for (const to of near) {
      const likeness = shared(pieces.pairs, news[to]!.pairs)
      const isSame = to === same
      if (likeness < (isSame ? SAME_NUMBER : SAME_ARTICLE)) continue
      candidates.push({ from, to, weight: likeness + (isSame ? SAME_ARTICLE - SAME_NUMBER : 0) })
    }
  })
  candidates.sort((a, b) => b.weight - a.weight || Math.abs(a.from - a.to) - Math.abs(b.from - b.to))
  const taken = { from: new Set<number>(), to: new Set<number>() }
  return candidates.flatMap(({ from, to }): [T, T][] => {
    if (taken.from.has(from) || taken.to.has(to)) return []
    taken.from.add(from)
    taken.to.add(to)
    return [[before[from]!, after[to]!]]
  })
}

interface Pieces {
  /** Two characters each. */
  pairs: ReadonlySet<string>
  /** Four each, which fewer texts have in common. */
  rare: ReadonlySet<string>
}

function piecesOf(text: string): Pieces {
  const letters = text.replace(/[^\p{L}\p{N}]/gu, '')
  return { pairs: runsOf(letters, 2), rare: runsOf(letters, 4) }
}

function runsOf(letters: string, length: number): Set<string> {
  const runs = new Set<string>()
  for (let at = 0; at + length <= letters.length; at++) runs.add(letters.slice(at, at + length))
  return runs
}

/** Of both, 0 to 1. */
function shared(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  const [few, many] = some.size < others.size ? [some, others] : [others, some]
  if (few.size === 0) return 0
  let count = 0
  for (const piece of few) if (many.has(piece)) count++
  return (2 * count) / (few.size + many.size)
}
