import { seededRandom } from '../../retrieval/embed/seeded-random.js'

/** A figure of cases, mostly their mean, with the 95% interval that resampling the cases gives. */
export interface Estimate {
  mean: number
  low: number
  high: number
  cases: number
}

export interface Difference extends Estimate {
  /** Two-sided: how often a resampled difference has the other sign, doubled; 0 to 1. */
  p: number
}

const RESAMPLES = 1000
const SEED = 20_261_128

/** @throws {RangeError} there is no value */
export function estimate(values: readonly number[]): Estimate {
  const means = resampledMeans(values)
  return { mean: meanOf(values), ...intervalOf(means), cases: values.length }
}

/**
 * Of a figure that is no mean of cases. Resampling raises one that cannot be below zero: the interval reaches to it.
 * @throws {RangeError} there is no case
 */
export function estimatePooled<T>(cases: readonly T[], figureOf: (cases: readonly T[]) => number): Estimate {
  if (cases.length === 0) throw new RangeError('A figure of no cases')
  const random = seededRandom(SEED)
  const figures = Array.from({ length: RESAMPLES }, () =>
    figureOf(cases.map(() => cases[Math.floor(random() * cases.length)]!)),
  ).sort((a, b) => a - b)
  const [mean, { low, high }] = [figureOf(cases), intervalOf(figures)]
  return { mean, low: Math.min(low, mean), high: Math.max(high, mean), cases: cases.length }
}

/**
 * What changes from one run to another on the same cases.
 * @param pairs values of one case each: before, after
 */
export function pairedDifference(pairs: readonly (readonly [number, number])[]): Difference {
  const changes = pairs.map(([before, after]) => after - before)
  const means = resampledMeans(changes)
  const share = (of: (mean: number) => boolean) => means.filter(of).length / means.length
  const p = Math.min(
    1,
    2 *
      Math.min(
        share((mean) => mean <= 0),
        share((mean) => mean >= 0),
      ),
  )
  return { mean: meanOf(changes), ...intervalOf(means), cases: pairs.length, p }
}

/** Ascending. The same values give the same means. */
function resampledMeans(values: readonly number[]): number[] {
  if (values.length === 0) throw new RangeError('A mean of no values')
  const random = seededRandom(SEED)
  return Array.from({ length: RESAMPLES }, () => {
    let sum = 0
    for (let i = 0; i < values.length; i++) sum += values[Math.floor(random() * values.length)]!
    return sum / values.length
  }).sort((a, b) => a - b)
}

function intervalOf(means: readonly number[]): { low: number; high: number } {
  const at = (share: number) => means[Math.round(share * (means.length - 1))]!
  return { low: at(0.025), high: at(0.975) }
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
