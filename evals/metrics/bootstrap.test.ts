import { expect, it } from 'vitest'
import { estimate, estimatePooled, pairedDifference } from './bootstrap.js'

const repeat = (value: number, times: number) => new Array<number>(times).fill(value)

it('gives a share about the interval that the binomial distribution gives', () => {
  // 0.3 of 400: standard error √(0.3 · 0.7 / 400) = 0.0229, so 0.3 ± 0.045.
  const { mean, low, high, cases } = estimate([...repeat(1, 120), ...repeat(0, 280)])
  expect([mean, cases]).toEqual([0.3, 400])
  expect(Math.abs(low - 0.255)).toBeLessThan(0.01)
  expect(Math.abs(high - 0.345)).toBeLessThan(0.01)
})

it('gives the same interval each time, and none around values that are all alike', () => {
  const values = Array.from({ length: 50 }, (_, i) => i / 50)
  expect(estimate(values)).toEqual(estimate(values))
  expect(estimate(repeat(1, 7))).toEqual({ mean: 1, low: 1, high: 1, cases: 7 })
  expect(() => estimate([])).toThrow(RangeError)
})

it('gives a figure of all cases an interval that reaches to it', () => {
  const most = (values: readonly number[]) => Math.max(...values)
  expect(estimatePooled([1, 2, 3, 4], most)).toEqual({ mean: 4, low: 2, high: 4, cases: 4 })
  const values = [...repeat(1, 120), ...repeat(0, 280)]
  const share = (of: readonly number[]) => of.reduce((sum, value) => sum + value, 0) / of.length
  expect(estimatePooled(values, share)).toEqual(estimate(values))
  expect(() => estimatePooled([], most)).toThrow(RangeError)
})

it('tells a difference on the same cases from chance, which the means alone would not', () => {
  // Each case is better by 0.1, whereas the cases themselves are spread from 0 to 0.9.
  const better = Array.from({ length: 30 }, (_, i) => [(i % 10) / 10, (i % 10) / 10 + 0.1] as const)
  expect(pairedDifference(better)).toMatchObject({ p: 0, cases: 30 })
  expect(pairedDifference(better).low).toBeCloseTo(0.1, 5)
  const mixed = Array.from({ length: 30 }, (_, i) => (i % 2 ? ([0, 1] as const) : ([1, 0] as const)))
  expect(pairedDifference(mixed).p).toBeGreaterThan(0.5)
  expect(pairedDifference([[0.5, 0.5]])).toMatchObject({ mean: 0, p: 1 })
})
