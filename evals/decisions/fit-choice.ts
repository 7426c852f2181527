import type { LogisticEvidence as Evidence, Example, Weights } from '../../retrieval/learned/fit-logistic.js'

const ROUNDS = 400
const STEP = 0.1
const RIDGE = 0.5
/** Of the running means of the gradient and of its square (Adam; Kingma and Ba, 2015). */
const DECAY = { mean: 0.9, square: 0.999 }

/** Log-odds of each piece of evidence, and of `none`: that no candidate is right. */
const NONE = 'none'

/** Fits how candidates compete with each other and with "none of them". @param questions candidates of each */
export function fitChoice(questions: readonly (readonly Example[])[]): Weights {
  const names = Object.keys(questions.find((candidates) => candidates.length > 0)?.[0]?.evidence ?? {})
  const size = names.length + 1
  const weights = new Array<number>(size).fill(0)
  const mean = new Array<number>(size).fill(0)
  const square = new Array<number>(size).fill(0)
  const asWeights = () => Object.fromEntries([...names, NONE].map((name, i) => [name, weights[i]!]))
  for (let round = 1; round <= ROUNDS; round++) {
    const gradient = weights.map((weight, i) => (i < names.length ? RIDGE * weight : 0))
    for (const candidates of questions) {
      const shares = choiceShares(
        asWeights(),
        candidates.map(({ evidence }) => evidence),
      )
      const right = candidates.reduce((sum, candidate, n) => sum + (candidate.right ? shares[n]! : 0), 0)
      const settled = candidates.some((candidate) => candidate.right)
      for (const [n, { evidence, right: isRight }] of candidates.entries()) {
        const wanted = settled && isRight ? shares[n]! / right : 0
        for (const [i, name] of names.entries()) gradient[i]! += (shares[n]! - wanted) * (evidence[name] ?? 0)
      }
      const none = 1 - shares.reduce((sum, each) => sum + each, 0)
      gradient[size - 1]! += none - (settled ? 0 : 1)
    }
    for (let i = 0; i < size; i++) {
      mean[i] = DECAY.mean * mean[i]! + (1 - DECAY.mean) * gradient[i]!
      square[i] = DECAY.square * square[i]! + (1 - DECAY.square) * gradient[i]! ** 2
      const scale = Math.sqrt(square[i]! / (1 - DECAY.square ** round)) + 1e-8
      weights[i]! -= (STEP * (mean[i]! / (1 - DECAY.mean ** round))) / scale
    }
  }
  return asWeights()
}

/** Probability of each candidate; what is left to 1 belongs to none. */
export function choiceShares(weights: Weights, candidates: readonly Evidence[]): number[] {
  const odds = candidates.map((evidence) => {
    let logOdds = -(weights[NONE] ?? 0)
    for (const name in evidence) logOdds += (weights[name] ?? 0) * (evidence[name] ?? 0)
    return Math.exp(logOdds)
  })
  const total = odds.reduce((sum, each) => sum + each, 1)
  return odds.map((each) => each / total)
}
