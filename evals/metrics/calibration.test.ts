import { expect, it } from 'vitest'
import type { Forecast } from '../../retrieval/learned/answer-threshold.js'
import { calibrationError, coverageCurve, reliabilityBins } from './calibration.js'

const forecasts = (...pairs: [probability: number, right: 0 | 1][]): Forecast[] =>
  pairs.map(([probability, right]) => ({ probability, right: right === 1 }))

/** In two bins: 0.25 and 0.5 of which one is right, 0.75, 0.75 and 1 of which two are. */
const FIVE = forecasts([0.75, 1], [0.25, 0], [1, 1], [0.5, 1], [0.75, 0])

it('puts as many forecasts into each bin, whatever their order', () => {
  const [low, high] = reliabilityBins(FIVE, 2)
  expect(low).toEqual({ predicted: 0.375, observed: 0.5, size: 2 })
  expect(high!.predicted).toBeCloseTo(2.5 / 3)
  expect(high!.observed).toBeCloseTo(2 / 3)
  expect(high!.size).toBe(3)
  const sizes = reliabilityBins(Array.from({ length: 61 }, (_, i) => ({ probability: i / 61, right: true })))
  expect(sizes.map(({ size }) => size)).toEqual([6, 6, 6, 6, 6, 6, 6, 6, 6, 7])
  expect(reliabilityBins(FIVE)).toHaveLength(5)
  expect(reliabilityBins([])).toEqual([])
})

it('weighs how far the bins lie from what was said of them', () => {
  // (2 · |0.375 − 0.5| + 3 · |2.5/3 − 2/3|) / 5 = (0.25 + 0.5) / 5
  expect(calibrationError(FIVE, 2)).toBeCloseTo(0.15)
  expect(calibrationError(forecasts([0.5, 1], [0.5, 0]), 1)).toBe(0)
  expect(calibrationError(forecasts([0.9, 0], [0.9, 0]))).toBeCloseTo(0.9)
  expect(() => calibrationError([])).toThrow(RangeError)
})

it('gives coverage and precision at every probability, answers of the same one together', () => {
  expect(coverageCurve(FIVE, 10)).toEqual([
    { probability: 1, coverage: 0.1, precision: 1 },
    { probability: 0.75, coverage: 0.3, precision: 2 / 3 },
    { probability: 0.5, coverage: 0.4, precision: 3 / 4 },
    { probability: 0.25, coverage: 0.5, precision: 3 / 5 },
  ])
})
