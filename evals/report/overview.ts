import { INK } from './draw-chart.js'
import { escapeHtml, table } from './html.js'
import { intervalChart } from './interval-chart.js'
import { runName, type Section, showEstimate } from './section.js'

/** The first metric of every suite. */
export const overview: Section = {
  id: 'overview',
  title: '总览',
  render({ runs }) {
    const rows = runs.flatMap((run, i) =>
      run.suites.flatMap(({ title, suite, metrics, estimates, cases }) => {
        const metric = metrics.find(({ name }) => estimates[name])
        if (!metric) return []
        const figure = estimates[metric.name]!
        return [{ title, suite, metric, figure, cases: cases.length, i }]
      }),
    )
    if (rows.length === 0) return '<p>没有可以测的题目。</p>'
    const charts = runs.map((run, i) =>
      chart(
        runName(run, i, runs.length),
        rows.filter((row) => row.i === i && row.metric.unit === 'share'),
      ),
    )
    return `<p>每个项目看一个主要指标；横线是 95% 置信区间，题目越多越短。注明“越低越好”的，数值低才好。</p>
<div class="charts">${charts.join('')}</div>
${table(
  ['项目', ...(runs.length > 1 ? ['设置'] : []), '指标', '结果', '95% 区间', '题数'],
  rows.map(({ title, suite, metric, figure, i, cases }) => [
    `<a href="#${suite}">${escapeHtml(title)}</a>`,
    ...(runs.length > 1 ? ['甲乙'[i]!] : []),
    escapeHtml(metric.label) + (metric.better === 'lower' ? '<span class="quiet">（越低越好）</span>' : ''),
    ...showEstimate(figure, metric),
    String(cases),
  ]),
)}`
  },
}

function chart(
  name: string,
  rows: { title: string; metric: { better: string }; figure: { mean: number; low: number; high: number } }[],
): string {
  const low = rows.some(({ metric }) => metric.better === 'lower')
  const svg = intervalChart(
    rows.map(({ title, metric, figure }) => ({
      label: title,
      ...figure,
      color: metric.better === 'lower' ? INK.bad : INK.main,
    })),
    { label: `各项目主要指标：${name}`, shape: 'dot' },
  )
  return `<figure>${svg}<figcaption>${escapeHtml(name)}${low ? '（红点越低越好）' : ''}</figcaption></figure>`
}
