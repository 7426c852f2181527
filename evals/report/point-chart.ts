import { type ChartOption, drawChart, INK } from './draw-chart.js'

const HEIGHT = 270

export interface PointSeries {
  /** In the legend, where there are several. */
  name?: string
  points: readonly (readonly [x: number, y: number])[]
  /** Above each point that has room for it. */
  notes?: readonly string[]
  color?: string
  /** Default: a line with a dot at each point. */
  shape?: 'line' | 'dots' | 'dashes'
}

interface Axis {
  name: string
  /** Default: as the points need it. */
  range?: [number, number]
  /** Default: numbers. */
  percent?: boolean
  log?: boolean
}

/** Points over two axes. @param target draws a level line with its name */
export function pointChart(
  series: readonly PointSeries[],
  options: { label: string; x: Axis; y: Axis; target?: { y: number; name: string } },
): string {
  const { label, x, y, target } = options
  const named = series.some(({ name }) => name)
  const option = {
    grid: { left: 46, right: 30, top: named ? 58 : 34, bottom: 44 },
    ...(named && {
      legend: { top: 0, left: 0, itemWidth: 18, textStyle: { color: INK.text, fontSize: 12 } },
    }),
    xAxis: { ...axis(x), nameLocation: 'middle', nameGap: 28 },
    yAxis: {
      ...axis(y),
      nameTextStyle: { color: INK.quiet, fontSize: 12, align: 'left', padding: [0, 0, 0, -40] },
    },
    series: series.map(({ name, points, notes, color = INK.main, shape = 'line' }, i) => ({
      name,
      type: shape === 'dots' ? 'scatter' : 'line',
      data: points.map((point, at) => ({ value: point, label: { formatter: notes?.[at] } })),
      symbol: shape === 'dashes' || points.length > MOST_DOTS ? 'none' : 'circle',
      symbolSize: shape === 'dots' ? 9 : 6,
      itemStyle: { color },
      lineStyle: { color, width: shape === 'dashes' ? 1 : 2, type: shape === 'dashes' ? 'dashed' : 'solid' },
      label: { show: notes !== undefined, position: 'top', color: INK.quiet, fontSize: 11 },
      labelLayout: { hideOverlap: true },
      ...(target && i === 0 && { markLine: levelLine(target) }),
    })),
  }
  return drawChart(option as ChartOption, { label, height: HEIGHT })
}

/** More would hide the line. */
const MOST_DOTS = 20

function axis({ name, range, percent = false, log = false }: Axis) {
  return {
    type: log ? 'log' : 'value',
    name,
    min: range?.[0],
    max: range?.[1],
    nameTextStyle: { color: INK.quiet, fontSize: 12 },
    axisLine: { lineStyle: { color: INK.line } },
    axisLabel: {
      color: INK.quiet,
      fontSize: 11,
      hideOverlap: true,
      formatter: (value: number) => (percent ? `${Math.round(100 * value)}%` : value.toLocaleString('en')),
    },
    splitLine: { lineStyle: { color: INK.line } },
  }
}

function levelLine({ y, name }: { y: number; name: string }) {
  return {
    symbol: 'none',
    silent: true,
    lineStyle: { color: INK.second, type: 'dashed' },
    label: { formatter: name, position: 'insideEndTop', color: INK.second, fontSize: 11 },
    data: [{ yAxis: y }],
  }
}
