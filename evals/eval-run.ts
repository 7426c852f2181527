import { openChatModel } from '../bot/chat-model.js'
import type { GrowthPoint } from '../retrieval/learned/fit-report.js'
import { readRanker } from '../retrieval/learned/rankers.js'
import type { Output } from '../server/cli/output.js'
import type { Config } from '../server/config.js'
import { createJudge, JUDGE_VERSION } from './judge/judge.js'
import { type Difference, pairedDifference } from './metrics/bootstrap.js'
import { type CaseSelection, describeLeftOut, runSuite, type SuiteResult, selectCases } from './run-suite.js'
import { type Knowledge, openSubject } from './subject.js'
import type { Suite } from './suites/suite.js'

/** All suites measured with one configuration. */
export interface EvalRun {
  /** Name of the configuration. */
  name: string
  knowledge: Knowledge
  /** Chat model that composed and judged; null: none. */
  model: string | null
  /** Version of the rubric. */
  judge: string | null
  startedAt: string
  /** How much better more confirmed answers find articles; null where it was not measured (`wenfa learn --growth`). */
  growth: GrowthPoint[] | null
  suites: SuiteResult[]
}

/** Runs the suites one after another; of one that says nothing here a line says why. */
export async function runSuites(
  suites: readonly Suite[],
  { name, config }: { name: string; config: Config },
  selection: CaseSelection,
  output: Output,
): Promise<EvalRun> {
  const startedAt = new Date().toISOString()
  const subject = await openSubject(config, output)
  try {
    let judgeFailures = 0
    const judge = config.model
      ? createJudge(openChatModel(config.model), (error) => {
          judgeFailures++
          if (judgeFailures === 1) output.say(`Answers are not judged where the model fails: ${error}`)
        })
      : null
    const results: SuiteResult[] = []
    for (const suite of suites) {
      const selected = await selectCases(suite, subject, selection)
      if (typeof selected === 'string') {
        output.say(`${suite.name}: skipped, ${selected}`)
        continue
      }
      const { cases, leftOut } = selected
      if (Object.keys(leftOut).length > 0) output.say(`${suite.name}: left out ${describeLeftOut(leftOut)}`)
      const measured = await runSuite(suite, cases, { subject, judge }, output.progress(suite.name))
      results.push({ ...measured, leftOut })
    }
    return {
      name,
      knowledge: subject.knowledge,
      model: config.model?.model ?? null,
      judge: judge && JUDGE_VERSION,
      startedAt,
      growth: (await readRanker(subject.db))?.report.growth ?? null,
      suites: results,
    }
  } finally {
    await subject.close()
  }
}

export interface SuiteDifference {
  suite: string
  /** By metric; of the cases that both runs measured. */
  differences: Record<string, Difference>
}

/** What changes from the first run to the second on the same cases. */
export function compareRuns(before: EvalRun, after: EvalRun): SuiteDifference[] {
  return after.suites.flatMap(({ suite, metrics, cases }) => {
    const known = before.suites.find((other) => other.suite === suite)
    if (!known) return []
    const valuesBefore = new Map(known.cases.map(({ id, values }) => [id, values]))
    const differences = metrics.flatMap(({ name }) => {
      const pairs = cases.flatMap(({ id, values }) => {
        const [a, b] = [valuesBefore.get(id)?.[name], values[name]]
        return a === undefined || b === undefined ? [] : [[a, b] as const]
      })
      return pairs.length === 0 ? [] : [[name, pairedDifference(pairs)]]
    })
    return [{ suite, differences: Object.fromEntries(differences) }]
  })
}
