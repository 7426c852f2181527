import type { SizesFile } from '../benchmarks/sizes/size-row.js'
import type { EvalRun, SuiteDifference } from '../eval-run.js'
import type { Estimate } from '../metrics/bootstrap.js'
import type { Metric } from '../suites/suite.js'

export interface Report {
  runs: readonly EvalRun[]
  /** Second run less first; empty where there is one run. */
  differences: readonly SuiteDifference[]
  /** Time and memory of search, where they were measured. */
  sizes: SizesFile | null
}

export interface Section {
  /** Anchor and heading. */
  id: string
  title: string
  /** HTML under the heading; null: nothing to show, so there is no heading either. */
  render(report: Report): string | null
}

export function showValue(value: number, { unit }: Pick<Metric, 'unit'>): string {
  return unit === 'share' ? `${(100 * value).toFixed(1)}%` : value.toFixed(2)
}

export function showEstimate({ mean, low, high }: Estimate, metric: Metric): [string, string] {
  return [showValue(mean, metric), `${showValue(low, metric)} 至 ${showValue(high, metric)}`]
}

/** 甲 and 乙 where two configurations are compared. */
export function runName({ name }: EvalRun, index: number, of: number): string {
  return of === 1 ? name || '当前设置' : `${'甲乙'[index]}：${name}`
}
