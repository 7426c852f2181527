import { MEASURED, type SizeRow } from '../benchmarks/sizes/size-row.js'
import { INK } from './draw-chart.js'
import { escapeHtml, figure, table } from './html.js'
import { pointChart } from './point-chart.js'
import type { Section } from './section.js'

const WORDS: Record<SizeRow['what'], string> = {
  'whole search': '完整检索',
  'whole search, learned': '完整检索（已学习）',
  'keywords alone': '只用关键词',
}
const COLORS: Record<SizeRow['what'], string> = {
  'whole search': INK.main,
  'whole search, learned': INK.good,
  'keywords alone': INK.second,
}

/** Time and memory of search against the size of the corpus. */
export const sizes: Section = {
  id: 'sizes',
  title: '规模',
  render({ sizes }) {
    if (!sizes || sizes.rows.length === 0) return null
    const rows = [...sizes.rows].sort((a, b) => a.passages - b.passages)
    const draw = (name: string, unit: string, of: 'p50Ms' | 'memoryMb') => {
      const series = MEASURED.flatMap((what) => {
        const points = rows.filter((row) => row.what === what).map((row) => [row.passages, row[of]] as const)
        return points.length === 0 ? [] : [{ name: WORDS[what], points, color: COLORS[what] }]
      })
      return figure(
        pointChart(series, { label: name, x: { name: '段落数', log: true }, y: { name: unit } }),
        name,
      )
    }
    return `<p>横轴是资料的段落数，每格是前一格的十倍；曲线越平，检索越不受资料增多的影响。${escapeHtml(sizes.processor)}，测于 ${sizes.measuredAt.slice(0, 10)}。每个问题检索三次，取最短的一次。机器负载是测完前一分钟里运行和等待运行的进程数（含测量本身），超过处理器数时用时偏长。</p>
<div class="charts">${draw('一次检索的中位用时', '毫秒', 'p50Ms')}${draw('检索占用的内存', 'MB', 'memoryMb')}</div>
${table(
  ['检索方式', '段落数', '中位用时 ms', '99% 用时 ms', '内存 MB', '载入 s', '图检索召回率', '机器负载'],
  rows.map((row) => [
    WORDS[row.what],
    String(row.passages),
    row.p50Ms.toFixed(1),
    row.p99Ms.toFixed(1),
    row.memoryMb.toFixed(0),
    row.loadSeconds?.toFixed(1) ?? '—',
    row.graphRecall === null ? '—' : `${(100 * row.graphRecall).toFixed(1)}%`,
    row.load.toFixed(1),
  ]),
)}`
  },
}
