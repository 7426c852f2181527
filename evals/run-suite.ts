import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Progress } from '../server/cli/progress.js'
import { type Case, readCaseFolder } from './cases/case.js'
import { type Estimate, estimate, estimatePooled } from './metrics/bootstrap.js'
import { takeSome } from './metrics/take-some.js'
import type { Subject } from './subject.js'
import type { MeasureContext, Measured, Metric, Suite } from './suites/suite.js'

export interface CaseResult extends Measured {
  id: string
  kind: string
  part?: string
  matter: string
  turns: readonly string[]
}

export type Estimates = Record<string, Estimate>

export interface SuiteResult {
  suite: string
  title: string
  metrics: readonly Metric[]
  /** Of the unseen part, where there is one: on the others the rules were tuned. */
  estimates: Estimates
  byMatter: Record<string, Estimates>
  byKind: Record<string, Estimates>
  /** By file of cases. */
  byPart: Record<string, Estimates>
  cases: CaseResult[]
  /** Cases that were not measured, by reason. */
  leftOut: Record<string, number>
}

export interface CaseSelection {
  /** Read where it exists. */
  sharedDir: string
  /** null: all. */
  limit: number | null
  /** Every article of the knowledge base is looked up, not a sample. */
  all: boolean
  /** Cases of these files instead of those of the suite. */
  cases: Case[] | null
}

const CASES = join(import.meta.dirname, 'cases')
/** Articles looked up by name and number where not all are wanted. */
const GENERATED = 500

/** @returns the cases to measure and how many are left out why, or why the suite says nothing here */
export async function selectCases(
  suite: Suite,
  subject: Subject,
  { sharedDir, limit, all, cases: given }: CaseSelection,
): Promise<{ cases: Case[]; leftOut: Record<string, number> } | string> {
  if (suite.needsStatutes && subject.knowledge === 'starter') return 'no statutes are loaded (wenfa ingest)'
  const shared = existsSync(sharedDir) ? sharedDir : null
  const found = given ?? [
    ...readCaseFolder(join(CASES, suite.name)),
    ...((shared && suite.sharedCases?.(shared)) || []),
    ...((await suite.generatedCases?.(subject, all ? null : GENERATED)) ?? []),
  ]
  if (found.length === 0) return 'there are no cases without ../shared/data'
  const leftOut: Record<string, number> = {}
  const fit: Case[] = []
  // The same cases for every configuration: which of them fit comes afterwards.
  for (const each of takeSome(found, limit, ({ id }) => id)) {
    const reason = await whyNot(suite, subject, each)
    if (reason === null) fit.push(each)
    else leftOut[reason] = (leftOut[reason] ?? 0) + 1
  }
  if (fit.length === 0) return `no case fits the knowledge base: ${describeLeftOut(leftOut)}`
  return { cases: fit, leftOut }
}

export function describeLeftOut(leftOut: Record<string, number>): string {
  return Object.entries(leftOut)
    .map(([reason, count]) => `${count} ${reason}`)
    .join(', ')
}

/** A case about law that is not loaded would blame the search for it. */
async function whyNot(
  suite: Suite,
  subject: Subject,
  { turns, region, expect }: Case,
): Promise<string | null> {
  if (suite.leavesOutLearned && subject.hasLearned(turns.at(-1)!)) return 'learned (see --cv)'
  if (expect.gold?.every(({ matches }) => !matches.some(({ file }) => subject.hasFile(file)))) {
    return 'about laws that are not loaded'
  }
  if (expect.cites && expect.status !== 'no_such_law') {
    const found = await Promise.all(
      expect.cites.map((name) => subject.retriever.lookup(name, { regionCode: region })),
    )
    if (found.every((lookup) => lookup?.references[0]?.status === 'no_such_law')) {
      return 'about laws that are not loaded'
    }
  }
  return null
}

export async function runSuite(
  suite: Suite,
  cases: readonly Case[],
  context: MeasureContext,
  progress: Progress,
): Promise<Omit<SuiteResult, 'leftOut'>> {
  const results: CaseResult[] = []
  for (const [i, given] of cases.entries()) {
    const measured = await suite.measure(given, context)
    results.push({
      ...measured,
      id: given.id,
      kind: given.kind ?? 'other',
      part: given.part,
      matter: measured.matter ?? 'other',
      turns: given.turns,
    })
    progress.update(i + 1, cases.length)
  }
  progress.stop()
  const { name, title, metrics } = suite
  return { suite: name, title, metrics, cases: results, ...summarise(metrics, results) }
}

export function summarise(metrics: readonly Metric[], results: readonly CaseResult[]) {
  const unseen = results.filter(isUnseen)
  const judged = unseen.length > 0 ? unseen : results
  return {
    estimates: {
      ...estimatesOf(metrics, judged),
      ...pooledOf(metrics, judged),
      ...pooledOf(
        metrics.filter(({ ofAllParts }) => ofAllParts),
        results,
      ),
    },
    byMatter: breakDown(metrics, results, ({ matter }) => matter),
    byKind: breakDown(metrics, results, ({ kind }) => kind),
    byPart: breakDown(metrics, results, ({ part }) => part ?? 'other'),
  }
}

/** Written without a look at the rules, and never looked at by who writes them. */
function isUnseen({ part }: CaseResult): boolean {
  return part === 'unseen'
}

function breakDown(
  metrics: readonly Metric[],
  results: readonly CaseResult[],
  partOf: (result: CaseResult) => string,
): Record<string, Estimates> {
  const parts = new Map<string, CaseResult[]>()
  for (const result of results) {
    const part = partOf(result)
    parts.set(part, [...(parts.get(part) ?? []), result])
  }
  return Object.fromEntries(
    [...parts]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([part, of]) => [part, estimatesOf(metrics, of)]),
  )
}

function estimatesOf(metrics: readonly Metric[], results: readonly CaseResult[]): Estimates {
  return Object.fromEntries(
    metrics.flatMap(({ name }) => {
      const values = results.flatMap(({ values }) => values[name] ?? [])
      return values.length === 0 ? [] : [[name, estimate(values)]]
    }),
  )
}

function pooledOf(metrics: readonly Metric[], results: readonly CaseResult[]): Estimates {
  return Object.fromEntries(
    metrics.flatMap(({ name, pooled }) => {
      if (!pooled) return []
      const cases = results
        .map(({ values }) => values)
        .filter((values) => pooled.needs.every((need) => values[need] !== undefined))
      return cases.length === 0 ? [] : [[name, estimatePooled(cases, pooled.figureOf)]]
    }),
  )
}

/** A case that the first metric says nothing about stands between those that it finds good and bad. */
const UNKNOWN = 0.5

/** Worst first: by the first metric, then by the mean of all. Cases in which all is right are left out, and unseen ones. */
export function worstCases(
  { metrics, cases }: Pick<SuiteResult, 'metrics' | 'cases'>,
  most: number,
): CaseResult[] {
  const goodness = ({ values }: CaseResult, { name, better }: Metric) => {
    const value = values[name]
    return value === undefined ? [] : [better === 'higher' ? value : 1 - value]
  }
  const shares = metrics.filter(({ unit }) => unit === 'share')
  return cases
    .filter((each) => !isUnseen(each))
    .map((each) => {
      const all = shares.flatMap((metric) => goodness(each, metric))
      const mean = all.reduce((sum, value) => sum + value, 0) / Math.max(1, all.length)
      return { each, mean, first: goodness(each, metrics[0]!)[0] ?? UNKNOWN }
    })
    .filter(({ mean }) => mean < 0.999)
    .sort((a, b) => a.first - b.first || a.mean - b.mean)
    .slice(0, most)
    .map(({ each }) => each)
}
