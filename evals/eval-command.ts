import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandContext } from '../server/cli/command-context.js'
import { UsageError } from '../server/cli/output.js'
import { compareWithBaseline, readBaseline, updateBaseline } from './baseline.js'
import { CaseError, parseCases } from './cases/case.js'
import { readEvalConfig } from './eval-config.js'
import { compareRuns, type EvalRun, runSuites, type SuiteDifference } from './eval-run.js'
import { type CrossValidation, crossValidate } from './retrieval/cross-validate.js'
import { type CaseSelection, worstCases } from './run-suite.js'
import { SUITES } from './suites/suites.js'

export interface EvalOptions {
  data?: string
  config?: string[]
  html?: string
  limit?: number | null
  all: boolean
  cases?: string
  shared?: string
  cv: boolean
  folds: number
  baseline: boolean
  updateBaseline: boolean
}

const EXIT_WORSE = 1
const SHARED = join(import.meta.dirname, '..', '..', 'shared', 'data')
const WORST = 20

/** @returns the exit code: 0, or 1 where a figure fell below its baseline */
export async function evalCommand(
  { config, output }: CommandContext,
  names: readonly string[],
  options: EvalOptions,
): Promise<number> {
  const suites = chooseSuites(names, options)
  const configs = options.config?.map((path) => readEvalConfig(path, options.data)) ?? [{ name: '', config }]
  const selection = readSelection(options)
  if (options.cv) {
    const validation = await crossValidate(
      configs[0]!.config,
      { sharedDir: selection.sharedDir, folds: options.folds, limit: selection.limit },
      output,
    )
    output.result(validation, () => validationText(validation))
    return 0
  }
  const stored = readBaseline()
  if (options.baseline && options.limit === undefined) {
    // The same cases as the baseline's.
    selection.limit = Object.values(stored)[0]?.limit ?? null
  }
  const runs: EvalRun[] = []
  try {
    for (const each of configs) runs.push(await runSuites(suites, each, selection, output))
  } catch (error) {
    if (error instanceof CaseError) throw new UsageError(error.message)
    throw error
  }
  const differences = runs.length === 2 ? compareRuns(runs[0]!, runs[1]!) : []
  if (options.html) {
    const { renderReport } = await import('./report/render-report.js')
    writeFileSync(options.html, renderReport({ runs, differences }))
    output.say(`Report: ${options.html}`)
  }
  output.result(toJson(runs, differences), () => toText(runs, differences))

  const [run] = runs
  if (options.updateBaseline) {
    updateBaseline(run!.knowledge, selection.limit, run!.suites)
    return 0
  }
  if (!options.baseline) return 0
  const worse = compareWithBaseline(stored, run!.knowledge, run!.suites)
  for (const line of worse) output.say(`Below the baseline: ${line}`)
  return worse.length > 0 ? EXIT_WORSE : 0
}

function chooseSuites(
  names: readonly string[],
  { cv, config, cases, baseline, updateBaseline }: EvalOptions,
) {
  const known = SUITES.map(({ name }) => name)
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    throw new UsageError(`There is no suite ${unknown.join(', ')}: there are ${known.join(', ')}`)
  }
  if (config && config.length > 2) throw new UsageError('Two --config at most can be compared')
  if (cv && (names.length !== 1 || names[0] !== 'retrieval')) {
    throw new UsageError('--cv goes with the suite retrieval alone')
  }
  if ((baseline || updateBaseline) && (cases !== undefined || (config?.length ?? 0) > 1)) {
    throw new UsageError('A baseline is of the suites’ own cases and one configuration')
  }
  if (cases !== undefined && names.length === 0)
    throw new UsageError('--cases: name the suite that they are for')
  return names.length === 0 ? SUITES : SUITES.filter(({ name }) => names.includes(name))
}

function readSelection({ shared = SHARED, limit = null, all, cases }: EvalOptions): CaseSelection {
  return { sharedDir: shared, limit, all, cases: cases === undefined ? null : readCaseFile(cases) }
}

function readCaseFile(path: string) {
  let content: string
  try {
    content = readFileSync(path, 'utf8')
  } catch {
    throw new UsageError(`--cases: ${path} cannot be read`)
  }
  try {
    return parseCases(content, path)
  } catch (error) {
    throw error instanceof CaseError ? new UsageError(error.message) : error
  }
}

function toJson(runs: readonly EvalRun[], differences: readonly SuiteDifference[]) {
  return {
    runs: runs.map(({ suites, ...run }) => ({
      ...run,
      suites: suites.map(({ metrics: _, title: __, cases, ...suite }) => ({
        ...suite,
        cases: cases.map(({ id, values }) => ({ id, ...values })),
        worst: worstCases({ metrics: _, cases }, WORST),
      })),
    })),
    differences,
  }
}

function toText(runs: readonly EvalRun[], differences: readonly SuiteDifference[]): string {
  const lines = runs.flatMap(({ name, knowledge, suites }) => [
    `${name ? `${name}: ` : ''}knowledge ${knowledge}`,
    ...suites.flatMap(({ suite, metrics, estimates, cases }) => [
      `${suite} (${cases.length} cases)`,
      ...metrics.flatMap(({ name: metric }) => {
        const figure = estimates[metric]
        if (!figure) return []
        const { mean, low, high } = figure
        return [
          `  ${metric.padEnd(24)}${mean.toFixed(3)}  ${`[${low.toFixed(3)}, ${high.toFixed(3)}]`.padEnd(16)}  n ${figure.cases}`,
        ]
      }),
    ]),
  ])
  if (differences.length > 0) lines.push('Difference, second configuration less first')
  for (const { suite, differences: changes } of differences) {
    lines.push(suite)
    for (const [metric, { mean, low, high, p }] of Object.entries(changes)) {
      const sign = mean >= 0 ? '+' : ''
      lines.push(
        `  ${metric.padEnd(24)}${sign}${mean.toFixed(3)}  [${low.toFixed(3)}, ${high.toFixed(3)}]  p ${p.toFixed(3)}`,
      )
    }
  }
  return lines.join('\n')
}

function validationText({ questions, metrics }: CrossValidation): string {
  const show = (value: number) => value.toFixed(3)
  const lines = Object.entries(metrics).map(
    ([name, { mean, spread, folds }]) =>
      `  ${name.padEnd(24)}${show(mean)} ± ${show(spread)}  (${folds.map(show).join(', ')})`,
  )
  return [
    `${questions} consultations, each found by what the other folds taught; mean ± spread over folds`,
    ...lines,
  ].join('\n')
}
