/** Which of some labels a text has, by the runs of characters in it. */
export interface TextModel<Label extends string> {
  labels: readonly Label[]
  biases: readonly number[]
  /** Of each known run its rarity, and its weight for each label. */
  runs: Readonly<Record<string, readonly number[]>>
}

/** A text as its known runs, each by its rarity, brought to length 1. */
export interface RunVector {
  runs: readonly string[]
  values: readonly number[]
}

const LONGEST_RUN = 3

/** All runs of one to three characters, the ends of the text marked. */
export function runsOf(text: string): Set<string> {
  const runs = new Set<string>()
  const marked = `^${text}$`
  for (let length = 1; length <= LONGEST_RUN; length++)
    for (let at = 0; at + length <= marked.length; at++) runs.add(marked.slice(at, at + length))
  return runs
}

/** @param rarityOf undefined: not known */
export function runVector(text: string, rarityOf: (run: string) => number | undefined): RunVector {
  const runs: string[] = []
  const values: number[] = []
  let square = 0
  for (const run of runsOf(text)) {
    const rarity = rarityOf(run)
    if (rarity === undefined) continue
    runs.push(run)
    values.push(rarity)
    square += rarity * rarity
  }
  const length = Math.sqrt(square) || 1
  return { runs, values: values.map((value) => value / length) }
}

/** Probability of each label; they add up to 1. @param text folded as the examples were */
export function classifyText<Label extends string>(
  text: string,
  { labels, biases, runs: known }: TextModel<Label>,
): Record<Label, number> {
  const { runs, values } = runVector(text, (run) => (Object.hasOwn(known, run) ? known[run]![0] : undefined))
  const scores = labels.map((_, label) =>
    runs.reduce((sum, run, i) => sum + known[run]![label + 1]! * values[i]!, biases[label]!),
  )
  const shares = softmax(scores)
  return Object.fromEntries(labels.map((label, i) => [label, shares[i]!])) as Record<Label, number>
}

export function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores)
  const powers = scores.map((score) => Math.exp(score - highest))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}
