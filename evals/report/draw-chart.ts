import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import { GridComponent, LegendComponent, MarkLineComponent } from 'echarts/components'
import * as echarts from 'echarts/core'
import { LabelLayout } from 'echarts/features'
import { SVGRenderer } from 'echarts/renderers'

echarts.use([
  BarChart,
  CustomChart,
  LineChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  LabelLayout,
  SVGRenderer,
])

export type ChartOption = Parameters<ReturnType<typeof echarts.init>['setOption']>[0]

/** As wide as the narrowest phone shows it, so that its letters are never made smaller. CSS pixels. */
const CHART_WIDTH = 344

/** Colours that the page's style sheet gives for light and dark. */
export const INK = {
  text: 'var(--text)',
  quiet: 'var(--quiet)',
  line: 'var(--line)',
  main: 'var(--main)',
  second: 'var(--second)',
  good: 'var(--good)',
  bad: 'var(--bad)',
}

/** An inline SVG of its own size. @param label what a screen reader says */
export function drawChart(option: ChartOption, { label, height }: { label: string; height: number }): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, width: CHART_WIDTH, height })
  chart.setOption({ animation: false, textStyle: { fontFamily: 'inherit', color: INK.text }, ...option })
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg.replace('<svg ', `<svg role="img" aria-label="${label.replace(/[<>&"]/g, ' ')}" `)
}
