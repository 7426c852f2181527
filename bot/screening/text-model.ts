import { cutText } from '../../retrieval/tokenize.js'

/** Which of some labels a text has, by the pieces in it, seen in one way or several: what one mistakes, another may know. */
export interface TextModel<Label extends string> {
  labels: readonly Label[]
  views: Readonly<Partial<Record<View, ViewModel>>>
}

export interface ViewModel {
  biases: readonly number[]
  /** Place of each known piece in `rarities` and in each list of `weights`. */
  places: ReadonlyMap<string, number>
  rarities: readonly number[]
  /** By label. */
  weights: readonly (readonly number[])[]
}

/** As it lies in a file: lists are read in a fraction of the time of an object by piece. */
export interface StoredTextModel<Label extends string> {
  labels: readonly Label[]
  views: Readonly<Partial<Record<View, StoredView>>>
}

export interface StoredView extends Omit<ViewModel, 'places'> {
  pieces: readonly string[]
}

/** Ready to classify with. */
export function openTextModel<Label extends string>({
  labels,
  views,
}: StoredTextModel<Label>): TextModel<Label> {
  const opened = Object.entries(views).map(([view, { pieces, ...rest }]) => {
    const places = new Map<string, number>()
    for (let place = 0; place < pieces.length; place++) places.set(pieces[place]!, place)
    return [view, { ...rest, places }]
  })
  return { labels, views: Object.fromEntries(opened) }
}

/** A text as its known pieces, each by its rarity, brought to length 1. */
export interface PieceVector {
  pieces: readonly string[]
  values: readonly number[]
}

/** How a text is taken apart. */
export const VIEWS = { characters: runsOf, words: wordsOf } as const
export type View = keyof typeof VIEWS

const LONGEST_RUN = 3

/** All runs of one to three characters, the ends of the text marked. */
function runsOf(text: string): Set<string> {
  const runs = new Set<string>()
  const marked = `^${text}$`
  for (let length = 1; length <= LONGEST_RUN; length++)
    for (let at = 0; at + length <= marked.length; at++) runs.add(marked.slice(at, at + length))
  return runs
}

/** All words and pairs of neighbouring words, the ends of the text marked; punctuation is none. */
function wordsOf(text: string): Set<string> {
  const words = ['^', ...cutText(text).filter((word) => /[\p{L}\p{N}]/u.test(word)), '$']
  return new Set(words.flatMap((word, n) => (n === 0 ? [] : [word, `${words[n - 1]} ${word}`])))
}

/** @param rarityOf undefined: not known */
export function pieceVector(
  found: ReadonlySet<string>,
  rarityOf: (piece: string) => number | undefined,
): PieceVector {
  const pieces: string[] = []
  const values: number[] = []
  let square = 0
  for (const piece of found) {
    const rarity = rarityOf(piece)
    if (rarity === undefined) continue
    pieces.push(piece)
    values.push(rarity)
    square += rarity * rarity
  }
  const length = Math.sqrt(square) || 1
  return { pieces, values: values.map((value) => value / length) }
}

/** Probability of each label, by the mean of the log-odds of all views; they add up to 1. @param text folded as the examples were */
export function classifyText<Label extends string>(
  text: string,
  { labels, views }: TextModel<Label>,
): Record<Label, number> {
  const scores = (Object.entries(views) as [View, ViewModel][]).map(([view, model]) =>
    scoresOf(VIEWS[view](text), model),
  )
  const shares = softmax(
    labels.map((_, label) => scores.reduce((sum, each) => sum + each[label]!, 0) / scores.length),
  )
  return Object.fromEntries(labels.map((label, i) => [label, shares[i]!])) as Record<Label, number>
}

function scoresOf(found: ReadonlySet<string>, { biases, places, rarities, weights }: ViewModel): number[] {
  const { pieces, values } = pieceVector(found, (piece) => {
    const place = places.get(piece)
    return place === undefined ? undefined : rarities[place]
  })
  const at = pieces.map((piece) => places.get(piece)!)
  return biases.map((bias, label) =>
    at.reduce((sum, place, i) => sum + weights[label]![place]! * values[i]!, bias),
  )
}

export function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - highest))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}
