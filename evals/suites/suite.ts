import type { Case } from '../cases/case.js'
import type { Judge } from '../judge/judge.js'
import type { Subject } from '../subject.js'

export interface Metric {
  /** Key in JSON and in the baseline. */
  name: string
  /** What staff read. */
  label: string
  better: 'higher' | 'lower'
  /** Most metrics are shares, 0 to 1. */
  unit: 'share' | 'points'
  /** Of all cases together that have these values, where it is no mean of them. Too few are in a part of the cases. */
  pooled?: { needs: readonly string[]; figureOf(cases: readonly Values[]): number }
  /** Of the cases of all parts, also where others are of the unseen part alone. */
  ofAllParts?: boolean
}

/** By the name of a metric or of what a pooled one needs; only what the case has something to say about. */
export type Values = Record<string, number>

export interface Measured {
  values: Values
  /** What somebody needs who looks into the case. */
  trace: unknown
  /** Field of law, where it is known. */
  matter?: string
}

export interface MeasureContext {
  subject: Subject
  /** null: no model is configured. */
  judge: Judge | null
}

export interface Suite {
  /** Also the folder of its cases in evals/cases. */
  name: string
  title: string
  /** The first one orders the worst cases. */
  metrics: readonly Metric[]
  /** Says nothing without laws: skipped where none is loaded. */
  needsStatutes?: boolean
  /** Questions of confirmed answers would be answered by themselves: they are left out where they were learned. */
  leavesOutLearned?: boolean
  /** Cases from ../shared/data. */
  sharedCases?(sharedDir: string): Case[]
  /** Cases made from the knowledge itself. @param most so many at most; null: all */
  generatedCases?(subject: Subject, most: number | null): Promise<Case[]>
  measure(given: Case, context: MeasureContext): Promise<Measured>
}

export function share(name: string, label: string, better: Metric['better'] = 'higher'): Metric {
  return { name, label, better, unit: 'share' }
}
