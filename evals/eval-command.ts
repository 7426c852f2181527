import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CommandContext } from '../server/cli/command-context.js'
import { UsageError } from '../server/cli/output.js'
import { BASELINE_CASES, compareWithBaseline, readBaseline, updateBaseline } from './baseline.js'
import { readSizes } from './benchmarks/sizes/size-row.js'
import { parseCases } from './cases/case.js'
import { readEvalConfig } from './eval-config.js'
import { compareRuns, type EvalRun, runSuites, type SuiteDifference } from './eval-run.js'
import { runsText, validationText } from './eval-text.js'
import { crossValidate } from './retrieval/cross-validate.js'
import { type CaseSelection, worstCases } from './run-suite.js'
import type { Suite } from './suites/suite.js'
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
    if (!existsSync(selection.sharedDir)) {
      output.say(`Nothing to cross-validate: ${selection.sharedDir} is absent`)
      return 0
    }
    const validation = await crossValidate(
      configs[0]!.config,
      { sharedDir: selection.sharedDir, folds: options.folds, limit: selection.limit },
      output,
    )
    output.result(validation, () => validationText(validation))
    return 0
  }
  // The same cases as those that the baseline was measured on.
  if (options.baseline || options.updateBaseline) selection.limit = BASELINE_CASES
  const runs: EvalRun[] = []
  for (const each of configs) runs.push(await runSuites(suites, each, selection, output))
  const differences = runs.length === 2 ? compareRuns(runs[0]!, runs[1]!) : []
  output.result(toJson(runs, differences), () => runsText(runs, differences))
  if (options.html) {
    const { renderReport } = await import('./report/render-report.js')
    writeFileSync(options.html, renderReport({ runs, differences, sizes: readSizes() }))
    output.say(`Report: ${options.html}`)
  }

  const [run] = runs
  if (options.updateBaseline) {
    updateBaseline(run!.knowledge, run!.suites)
    return 0
  }
  if (!options.baseline) return 0
  const worse = compareWithBaseline(readBaseline(), run!.knowledge, run!.suites)
  for (const line of worse) output.say(`Below the baseline: ${line}`)
  return worse.length > 0 ? EXIT_WORSE : 0
}

function chooseSuites(names: readonly string[], options: EvalOptions): readonly Suite[] {
  const known = SUITES.map(({ name }) => name)
  const unknown = names.filter((name) => !known.includes(name))
  if (unknown.length > 0) {
    throw new UsageError(`There is no suite ${unknown.join(', ')}: there are ${known.join(', ')}`)
  }
  const { cv, config = [], cases, limit, all, baseline, updateBaseline } = options
  if (config.length > 2) throw new UsageError('Two --config at most can be compared')
  if (cv && (names.length !== 1 || names[0] !== 'retrieval')) {
    throw new UsageError('--cv goes with the suite retrieval alone')
  }
  const chosen = cases !== undefined || limit !== undefined || all || config.length > 1
  if ((baseline || updateBaseline) && chosen) {
    throw new UsageError('A baseline has its own choice of cases, and is of one configuration')
  }
  if (cases !== undefined && names.length === 0)
    throw new UsageError('--cases: name the suite that they are for')
  return names.length === 0 ? SUITES : SUITES.filter(({ name }) => names.includes(name))
}

function readSelection({ shared = SHARED, limit = null, all, cases }: EvalOptions): CaseSelection {
  return { sharedDir: shared, limit, all, cases: cases === undefined ? null : readCaseFile(cases) }
}

function readCaseFile(path: string) {
  try {
    return parseCases(readFileSync(path, 'utf8'), path)
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(`--cases: ${path} cannot be read`)
  }
}

function toJson(runs: readonly EvalRun[], differences: readonly SuiteDifference[]) {
  return {
    runs: runs.map(({ suites, ...run }) => ({
      ...run,
      suites: suites.map(({ suite, estimates, byMatter, byKind, byPart, leftOut, metrics, cases }) => ({
        suite,
        estimates,
        byMatter,
        byKind,
        byPart,
        leftOut,
        cases: cases.map(({ id, values }) => ({ id, ...values })),
        worst: worstCases({ metrics, cases }, WORST),
      })),
    })),
    differences,
  }
}
