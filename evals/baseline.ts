import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { SuiteResult } from './run-suite.js'
import type { Knowledge } from './subject.js'

const figureSchema = z.object({
  value: z.number(),
  /** 95% interval. */
  low: z.number(),
  high: z.number(),
  cases: z.number().int(),
})

const baselineSchema = z.partialRecord(
  z.enum(['starter', 'statutes', 'learned'] satisfies Knowledge[]),
  z.record(z.string(), z.record(z.string(), figureSchema)),
)

/** By knowledge base, suite and metric. */
export type Baseline = z.infer<typeof baselineSchema>

const BASELINE_FILE = join(import.meta.dirname, 'baseline.json')

/** So many cases of a suite at most: measured within a minute, also where other tests run beside. */
export const BASELINE_CASES = 200

/** @throws {Error} of the file or its format */
export function readBaseline(path = BASELINE_FILE): Baseline {
  return existsSync(path) ? baselineSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : {}
}

/** Figures of the suites that were run take the place of what the file says of them; the rest of it stays. */
export function updateBaseline(
  knowledge: Knowledge,
  results: readonly SuiteResult[],
  path = BASELINE_FILE,
): void {
  const baseline = readBaseline(path)
  const measured = results.map((result) => [result.suite, figuresOf(result)])
  baseline[knowledge] = { ...baseline[knowledge], ...Object.fromEntries(measured) }
  writeFileSync(path, `${JSON.stringify(baseline, null, 2)}\n`)
}

/**
 * What has become worse by more than the interval of its baseline, a line each.
 * A metric that the baseline does not know is not compared; one that is no longer measured is a fault.
 */
export function compareWithBaseline(
  baseline: Baseline,
  knowledge: Knowledge,
  results: readonly SuiteResult[],
): string[] {
  return results.flatMap((result) => {
    const known = baseline[knowledge]?.[result.suite] ?? {}
    return Object.entries(known).flatMap(([name, { value, low, high }]) => {
      const now = result.estimates[name]?.mean
      const metric = result.metrics.find((each) => each.name === name)
      if (now === undefined || !metric)
        return [`${result.suite} ${name}: was ${show(value)}, is not measured any more`]
      const worse = metric.better === 'higher' ? now < low - TOLERANCE : now > high + TOLERANCE
      if (!worse) return []
      const bound = metric.better === 'higher' ? `below ${show(low)}` : `above ${show(high)}`
      return [`${result.suite} ${name}: ${show(now)}, was ${show(value)}; ${bound} is beyond its interval`]
    })
  })
}

/** Figures are written with four digits. */
const TOLERANCE = 0.00005

function figuresOf({ estimates }: SuiteResult) {
  return Object.fromEntries(
    Object.entries(estimates).map(([name, { mean, low, high, cases }]) => [
      name,
      { value: round(mean), low: round(low), high: round(high), cases },
    ]),
  )
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000
}

function show(value: number): string {
  return value.toFixed(3)
}
