import type { Forecast } from '../../retrieval/learned/answer-threshold.js'

export interface ReliabilityBin {
  /** Mean probability of the bin, 0 to 1. */
  predicted: number
  /** Share of the bin that was right, 0 to 1. */
  observed: number
  size: number
}

/** @see Naeini, Cooper, Hauskrecht: Obtaining Well Calibrated Probabilities Using Bayesian Binning, AAAI 2015 */
const BINS = 10

/** By probability, lowest first; sizes differ by one at most, and no bin is empty. */
export function reliabilityBins(forecasts: readonly Forecast[], bins = BINS): ReliabilityBin[] {
  const sorted = [...forecasts].sort((a, b) => a.probability - b.probability)
  const count = Math.min(bins, sorted.length)
  return Array.from({ length: count }, (_, i) => {
    const [from, to] = [i, i + 1].map((edge) => Math.floor((edge * sorted.length) / count))
    const bin = sorted.slice(from, to)
    return {
      predicted: meanOf(bin.map(({ probability }) => probability)),
      observed: meanOf(bin.map(({ right }) => (right ? 1 : 0))),
      size: bin.length,
    }
  })
}

/**
 * Expected calibration error, 0 to 1: how far bins lie from their probability, weighted by size.
 * Chance alone gives about 0.13 for fifty forecasts between 0.6 and 1 that are well calibrated, 0.065 for two hundred.
 * @throws {RangeError} there is no forecast
 */
export function calibrationError(forecasts: readonly Forecast[], bins = BINS): number {
  if (forecasts.length === 0) throw new RangeError('A calibration of no forecasts')
  const gaps = reliabilityBins(forecasts, bins).map(
    ({ predicted, observed, size }) => size * Math.abs(predicted - observed),
  )
  return gaps.reduce((sum, gap) => sum + gap, 0) / forecasts.length
}

export interface CoveragePoint {
  /** Answers at or above it are given. */
  probability: number
  /** Share of all cases that these answers are, 0 to 1. */
  coverage: number
  /** Share of these answers that were right, 0 to 1. */
  precision: number
}

/**
 * A point for every probability that occurs, highest first.
 * @param all cases, with those that were not answered
 */
export function coverageCurve(forecasts: readonly Forecast[], all: number): CoveragePoint[] {
  const sorted = [...forecasts].sort((a, b) => b.probability - a.probability)
  let right = 0
  return sorted.flatMap((forecast, i) => {
    if (forecast.right) right++
    const { probability } = forecast
    if (sorted[i + 1]?.probability === probability) return []
    return [{ probability, coverage: (i + 1) / all, precision: right / (i + 1) }]
  })
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
