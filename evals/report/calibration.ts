import type { Forecast } from '../../retrieval/learned/answer-threshold.js'
import { coverageCurve, type ReliabilityBin, reliabilityBins } from '../metrics/calibration.js'
import { answers, forecastsOf } from '../suites/answers.js'
import { INK } from './draw-chart.js'
import { escapeHtml, figure, table } from './html.js'
import { pointChart } from './point-chart.js'
import { runName, type Section } from './section.js'

/** Share of answers that shall settle the question; the thresholds of answering were chosen for it. */
const TARGET = 0.8

/** Whether what the bot thinks of its answers is how often they are right. */
export const calibration: Section = {
  id: 'calibration',
  title: '校准',
  render({ runs }) {
    const measured = runs.flatMap((run, i) => {
      const result = run.suites.find(({ suite }) => suite === answers.name)
      const forecasts = forecastsOf(result?.cases.map(({ values }) => values) ?? [])
      const name = runs.length > 1 ? `${runName(run, i, runs.length)}，` : ''
      return forecasts.length === 0 ? [] : [{ name, forecasts, all: result!.cases.length }]
    })
    const charts = measured.flatMap(drawCharts)
    if (charts.length === 0) return null
    const tables = measured.map(({ name, forecasts }) => binsTable(name, reliabilityBins(forecasts)))
    return `<p>“把握与实际”看把握准不准：圆点落在虚线上，说明系统有几成把握，就有几成依据正确；低于虚线是把握过高，高于虚线是把握过低，点上数字是题数。</p>
<p>“作答比例与正确率”看答多少题能答多准：越往右，作答的题越多；曲线在 ${100 * TARGET}% 横线以上的部分，达到了答复依据正确率的目标。</p>
<div class="charts">${charts.join('')}</div>
${tables.join('')}`
  },
}

interface Measured {
  /** Before what is drawn; empty where there is one run. */
  name: string
  forecasts: Forecast[]
  /** Cases, with those that were not answered. */
  all: number
}

function drawCharts({ name, forecasts, all }: Measured): string[] {
  const bins = reliabilityBins(forecasts)
  const share = { range: [0, 1] as [number, number], percent: true }
  const reliability = pointChart(
    [
      {
        points: [
          [0, 0],
          [1, 1],
        ],
        shape: 'dashes',
        color: INK.quiet,
      },
      {
        points: bins.map(({ predicted, observed }) => [predicted, observed]),
        notes: bins.map(({ size }) => String(size)),
        shape: 'dots',
      },
    ],
    { label: '把握与实际', x: { name: '系统的把握', ...share }, y: { name: '依据正确的比例', ...share } },
  )
  const curve = coverageCurve(forecasts, all)
  const coverage = pointChart([{ points: curve.map(({ coverage, precision }) => [coverage, precision]) }], {
    label: '作答比例与正确率',
    x: { name: '作答的题占全部题的比例', ...share },
    y: { name: '依据正确的比例', ...share },
    target: { y: TARGET, name: `目标 ${100 * TARGET}%` },
  })
  return [
    figure(reliability, `${name}把握与实际（${forecasts.length} 题已作答）`),
    figure(coverage, `${name}作答比例与正确率（全部 ${all} 题）`),
  ]
}

function binsTable(name: string, bins: readonly ReliabilityBin[]): string {
  const show = (share: number) => `${(100 * share).toFixed(1)}%`
  const rows = bins.map(({ predicted, observed, size }) => [show(predicted), show(observed), String(size)])
  return `<details><summary>${escapeHtml(name)}各组的把握与实际</summary>${table(['平均把握', '依据正确的比例', '题数'], rows)}</details>`
}
