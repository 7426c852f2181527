import { INK } from './draw-chart.js'
import { escapeHtml, table } from './html.js'
import { intervalChart } from './interval-chart.js'
import { type Section, showValue } from './section.js'

/** A change that chance alone would bring less often than this is called one. */
const SIGNIFICANT = 0.05

/** What changes from the first configuration to the second. */
export const differences: Section = {
  id: 'differences',
  title: '两种设置的差别（乙减甲）',
  render({ runs, differences }) {
    if (differences.length === 0) return null
    const rows = differences.flatMap(({ suite, differences: changes }) => {
      const { title, metrics } = runs[1]!.suites.find((other) => other.suite === suite)!
      return metrics.flatMap((metric) => {
        const change = changes[metric.name]
        return change ? [{ title, metric, change }] : []
      })
    })
    const shares = rows.filter(({ metric }) => metric.unit === 'share')
    const reach = Math.max(0.05, ...shares.flatMap(({ change }) => [-change.low, change.high]))
    const range: [number, number] = [-Math.ceil(reach * 20) / 20, Math.ceil(reach * 20) / 20]
    const titles = [...new Set(shares.map(({ title }) => title))]
    const charts = titles.map((title) => {
      const of = shares.filter((row) => row.title === title)
      const svg = intervalChart(
        of.map(({ metric, change }) => ({
          label: metric.label,
          ...change,
          color: COLORS[verdict(metric, change)],
        })),
        { label: `${title}：乙减甲`, shape: 'dot', range, zero: true },
      )
      return `<figure>${svg}<figcaption>${escapeHtml(title)}</figcaption></figure>`
    })
    return `<p>同一批题目各测一次再相减。p 小于 ${SIGNIFICANT}，说明差别不像是碰巧；绿点变好，红点变差，灰点看不出差别。</p>
<div class="charts">${charts.join('')}</div>
${table(
  ['项目', '指标', '差别', '95% 区间', 'p', '结论'],
  rows.map(({ title, metric, change }) => [
    escapeHtml(title),
    escapeHtml(metric.label),
    signed(showValue(change.mean, metric), change.mean),
    `${showValue(change.low, metric)} 至 ${showValue(change.high, metric)}`,
    change.p.toFixed(3),
    WORDS[verdict(metric, change)],
  ]),
)}`
  },
}

const COLORS = { better: INK.good, worse: INK.bad, same: INK.quiet }
const WORDS = { better: '变好', worse: '变差', same: '看不出差别' }

function verdict({ better }: { better: string }, { mean, p }: { mean: number; p: number }) {
  if (p >= SIGNIFICANT || mean === 0) return 'same'
  return mean > 0 === (better === 'higher') ? 'better' : 'worse'
}

function signed(text: string, value: number): string {
  return value > 0 ? `+${text}` : text
}
