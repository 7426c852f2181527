import type { EvalRun, SuiteDifference } from './eval-run.js'
import type { CrossValidation } from './retrieval/cross-validate.js'
import type { Estimates } from './run-suite.js'
import type { Metric } from './suites/suite.js'

/** Figures with their intervals, a line a metric. */
export function runsText(runs: readonly EvalRun[], differences: readonly SuiteDifference[]): string {
  const lines = runs.flatMap(({ name, knowledge, suites }) => [
    `${name ? `${name}: ` : ''}knowledge ${knowledge}`,
    ...suites.flatMap(({ suite, metrics, estimates, byPart, cases }) => {
      const { unseen, ...rest } = byPart
      if (!unseen) return [`${suite} (${cases.length} cases)`, ...figuresText(metrics, estimates)]
      const ofAll = figuresText(
        metrics.filter(({ ofAllParts }) => ofAllParts),
        estimates,
      )
      return [
        ...Object.entries({ unseen, ...rest }).flatMap(([part, figures]) => [
          `${suite}, ${part} (${cases.filter((each) => each.part === part).length} cases)`,
          ...figuresText(metrics, figures),
        ]),
        ...(ofAll.length > 0 ? [`${suite}, all parts (${cases.length} cases)`, ...ofAll] : []),
      ]
    }),
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

function figuresText(metrics: readonly Metric[], estimates: Estimates): string[] {
  return metrics.flatMap(({ name }) => {
    const figure = estimates[name]
    if (!figure) return []
    const { mean, low, high, cases } = figure
    const interval = `[${low.toFixed(3)}, ${high.toFixed(3)}]`
    return [`  ${name.padEnd(24)}${mean.toFixed(3)}  ${interval.padEnd(16)}  n ${cases}`]
  })
}

export function validationText({ questions, metrics }: CrossValidation): string {
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
