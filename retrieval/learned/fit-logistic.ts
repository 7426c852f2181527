/** Named pieces of evidence, about 0 to 1 each. */
export type LogisticEvidence = Readonly<Record<string, number>>

export interface Example {
  evidence: LogisticEvidence
  right: boolean
}

const ROUNDS = 2000
const RATE = 2
const RIDGE = 0.001
const BIAS = 'bias'

/** Log-odds of the bias and of each piece of evidence. */
export type Weights = Readonly<Record<string, number>>

/** Logistic regression by gradient descent; the ridge keeps evidence that says little at little. */
export function fitLogistic(
  examples: readonly Example[],
  { ridge: ridgeOf = RIDGE, rounds = ROUNDS }: { ridge?: number; rounds?: number } = {},
): Weights {
  const names = Object.keys(examples[0]?.evidence ?? {})
  const rows = examples.map(({ evidence }) => [1, ...names.map((name) => evidence[name] ?? 0)])
  const weights = new Array<number>(names.length + 1).fill(0)
  for (let round = 0; round < rounds; round++) {
    const gradient = new Array<number>(weights.length).fill(0)
    for (const [n, row] of rows.entries()) {
      const error = logistic(row, weights) - (examples[n]?.right ? 1 : 0)
      for (let i = 0; i < row.length; i++) gradient[i]! += error * row[i]!
    }
    for (let i = 0; i < weights.length; i++) {
      const ridge = i === 0 ? 0 : ridgeOf * weights[i]!
      weights[i]! -= RATE * (gradient[i]! / rows.length + ridge)
    }
  }
  return Object.fromEntries([BIAS, ...names].map((name, i) => [name, Math.round(weights[i]! * 100) / 100]))
}

export function probabilityOf(weights: Weights, evidence: LogisticEvidence): number {
  const names = Object.keys(evidence)
  return logistic(
    [1, ...names.map((name) => evidence[name] ?? 0)],
    [weights[BIAS] ?? 0, ...names.map((name) => weights[name] ?? 0)],
  )
}

function logistic(row: readonly number[], weights: readonly number[]): number {
  let logOdds = 0
  for (let i = 0; i < row.length; i++) logOdds += row[i]! * weights[i]!
  return 1 / (1 + Math.exp(-logOdds))
}
