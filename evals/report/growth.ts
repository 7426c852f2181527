import { INK } from './draw-chart.js'
import { figure } from './html.js'
import { pointChart } from './point-chart.js'
import { runName, type Section } from './section.js'

/** How the order of articles gets better with the number of confirmed answers. */
export const growth: Section = {
  id: 'growth',
  title: '学习曲线',
  render({ runs }) {
    const charts = runs.flatMap((run, i) => {
      if (!run.growth || run.growth.length === 0) return []
      const points = (of: 'recallAt1' | 'recallAt10') =>
        run.growth!.map((point) => [point.answers, point[of]] as const)
      const svg = pointChart(
        [
          { name: '前十条命中率', points: points('recallAt10') },
          { name: '首条命中率', points: points('recallAt1'), color: INK.second },
        ],
        {
          label: '学习曲线',
          x: { name: '学习的答复数' },
          y: { name: '命中率', range: [0, 1], percent: true },
        },
      )
      return [figure(svg, runName(run, i, runs.length))]
    })
    if (charts.length === 0) return null
    return `<p>横轴是学习了多少条确认过的答复，纵轴是在没有学过的问题上找到应引条文的比例；曲线还在上升，说明继续确认答复还有用。</p>
<div class="charts">${charts.join('')}</div>`
  },
}
