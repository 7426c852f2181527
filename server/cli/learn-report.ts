import { type AnswerThreshold, TARGET_PRECISION } from '../../retrieval/learned/answer-threshold.js'
import { LEAST_LEARNED } from '../../retrieval/learned/fit-ranker.js'
import type { FitReport, GrowthPoint, RankQuality } from '../../retrieval/learned/fit-report.js'

/** @param report of the last fit; null where there was none. @param contradictions as `AnswerReview` counts them */
export function learnReport(report: FitReport | null, contradictions: number): string {
  const fit = report
    ? fitText(report)
    : `Nothing was learned yet: at least ${LEAST_LEARNED} confirmed answers with articles that are loaded are needed`
  const review = `Contradictions among the confirmed answers: ${contradictions}`
  return `${fit}\n${review}${contradictions > 0 ? ' (wenfa learn --contradictions lists them)' : ''}`
}

function fitText({ questions, before, after, used, threshold, tookMs, growth }: FitReport): string {
  return [
    `Learned from ${questions} confirmed answers in ${(tookMs / 1000).toFixed(0)} s. On each, by what was learned from others:`,
    heading(''),
    row('before', before),
    row('after', after),
    used
      ? 'The learned order is in use.'
      : 'The learned order was no better and is not used; the answers themselves are searched.',
    thresholdText(threshold),
    ...(growth ? growthText(growth) : []),
  ].join('\n')
}

function thresholdText(threshold: AnswerThreshold | null): string {
  if (!threshold)
    return `Articles alone answer nothing: no threshold gives ${percent(TARGET_PRECISION)} right answers.`
  const { from, coverage, precision } = threshold
  return `Articles alone answer from probability ${from.toFixed(2)} on: ${percent(coverage)} of the questions, ${percent(precision)} of them rightly.`
}

function percent(share: number): string {
  return `${(100 * share).toFixed(0)} %`
}

function growthText(growth: readonly GrowthPoint[]): string[] {
  return [
    'After learning from a part of the others, on the fifth that is held out:',
    heading('answers'),
    ...growth.map((point) => row(String(point.answers), point)),
  ]
}

function heading(name: string): string {
  return (
    name.padEnd(10) + ['Recall@1', 'Recall@10', 'Recall@100', 'MRR'].map((of) => of.padStart(12)).join('')
  )
}

function row(name: string, { recallAt1, recallAt10, recallAt100, mrr }: RankQuality): string {
  const values = [recallAt1, recallAt10, recallAt100, mrr]
  return name.padEnd(10) + values.map((value) => value.toFixed(3).padStart(12)).join('')
}
