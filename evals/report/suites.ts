import { isMatter, MATTERS } from '../../knowledge/matter.js'
import type { Estimates, SuiteResult } from '../run-suite.js'
import { worstCases } from '../run-suite.js'
import type { Metric } from '../suites/suite.js'
import { escapeHtml, figure, table } from './html.js'
import { intervalChart } from './interval-chart.js'
import { runName, type Section, showEstimate, showValue } from './section.js'

const MOST_MATTERS = 14
const WORST = 15
/** Fewer cases than this say nothing about a field. */
const LEAST_CASES = 3

/** Every suite with all its metrics, its breakdowns and its worst cases; of two configurations the second. */
export const suites: Section = {
  id: 'suites',
  title: '分项结果',
  render({ runs }) {
    const run = runs.at(-1)
    if (!run || run.suites.length === 0) return null
    const note = runs.length > 1 ? `<p>以下是${escapeHtml(runName(run, 1, 2))}的结果。</p>` : ''
    return note + run.suites.map(renderSuite).join('\n')
  },
}

function renderSuite(result: SuiteResult): string {
  const { suite, title, metrics, estimates, byMatter, byKind, byPart, cases, leftOut } = result
  const measured = metrics.filter(({ name }) => estimates[name])
  const shares = measured.filter(({ unit }) => unit === 'share')
  const [main] = shares
  const matters = Object.entries(byMatter).map(([matter, figures]) => [matterLabel(matter), figures] as const)
  return `<section class="suite" id="${suite}">
<h3>${escapeHtml(title)} <span class="quiet">${suite} · ${cases.length} 题</span></h3>
${leftOutNote(leftOut)}
<div class="charts">
${figure(
  intervalChart(
    shares.map((metric) => ({ label: metric.label, ...estimates[metric.name]! })),
    { label: `${title}的各项指标`, shape: 'dot', range: rangeOf(shares, estimates) },
  ),
  '各项指标和 95% 区间',
)}
${main ? partsChart(title, main, matters) : ''}
</div>
${table(
  ['指标', '名称', '结果', '95% 区间', '题数'],
  measured.map((metric) => [
    escapeHtml(metric.label) + (metric.better === 'lower' ? '<span class="quiet">（越低越好）</span>' : ''),
    `<code>${metric.name}</code>`,
    ...showEstimate(estimates[metric.name]!, metric),
    String(estimates[metric.name]!.cases),
  ]),
)}
${breakdown('按题目类型', byKind, measured, (kind) => `<code>${escapeHtml(kind)}</code>`)}
${breakdown('按题目文件', byPart, measured, (part) => `<code>${escapeHtml(part)}</code>`)}
${breakdown('按法律事项', byMatter, measured, (matter) => escapeHtml(matterLabel(matter)))}
${worst(result)}
</section>`
}

function partsChart(title: string, main: Metric, parts: (readonly [string, Estimates])[]): string {
  const rows = parts.flatMap(([label, figures]) => {
    const found = figures[main.name]
    return found && found.cases >= LEAST_CASES ? [{ label: `${label} (${found.cases})`, ...found }] : []
  })
  if (rows.length < 2) return ''
  rows.sort((a, b) => b.cases - a.cases)
  return figure(
    intervalChart(rows.slice(0, MOST_MATTERS), { label: `${title}，按法律事项`, shape: 'bar' }),
    `按法律事项：${main.label}（括号内为题数）`,
  )
}

/** A drop may be below zero. */
function rangeOf(metrics: readonly Metric[], estimates: Estimates): [number, number] {
  const lowest = Math.min(0, ...metrics.map(({ name }) => estimates[name]!.low))
  return [Math.floor(lowest * 5) / 5, 1]
}

function breakdown(
  title: string,
  parts: Record<string, Estimates>,
  metrics: readonly Metric[],
  labelOf: (part: string) => string,
): string {
  const entries = Object.entries(parts)
  if (entries.length < 2) return ''
  return `<details><summary>${title}</summary>${table(
    ['', ...metrics.map(({ label }) => escapeHtml(label)), '题数'],
    entries.map(([part, figures]) => [
      labelOf(part),
      ...metrics.map((metric) => {
        const found = figures[metric.name]
        return found ? showValue(found.mean, metric) : '—'
      }),
      String(Math.max(...Object.values(figures).map(({ cases }) => cases), 0)),
    ]),
  )}</details>`
}

function worst({ metrics, cases }: SuiteResult): string {
  const listed = worstCases({ metrics, cases }, WORST)
  if (listed.length === 0) return '<p>没有答错的题目。</p>'
  const items = listed.map(({ id, turns, values, trace }) => {
    const figures = metrics
      .flatMap((metric) => {
        const value = values[metric.name]
        return value === undefined ? [] : [`${escapeHtml(metric.label)} ${showValue(value, metric)}`]
      })
      .join('；')
    return `<li><p class="question">${turns.map(escapeHtml).join('<br>')}</p>
<p class="quiet">${figures} · <code>${escapeHtml(id)}</code></p>
<details><summary>处理过程</summary><pre>${escapeHtml(JSON.stringify(trace, null, 2))}</pre></details></li>`
  })
  return `<details><summary>最差的 ${listed.length} 题</summary><ol>${items.join('\n')}</ol></details>`
}

function leftOutNote(leftOut: Record<string, number>): string {
  const parts = Object.entries(leftOut).map(
    ([reason, count]) => `${count} 题${LEFT_OUT[reason] ?? escapeHtml(reason)}`,
  )
  return parts.length === 0 ? '' : `<p class="quiet">未测：${parts.join('，')}。</p>`
}

const LEFT_OUT: Record<string, string> = {
  'about laws that are not loaded': '涉及的法规没有载入',
  'learned (see --cv)': '已经学过（用 --cv 交叉验证）',
}

function matterLabel(matter: string): string {
  return isMatter(matter) ? MATTERS[matter] : matter
}
