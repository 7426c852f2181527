import { drawChart, INK } from './draw-chart.js'

export interface IntervalRow {
  label: string
  mean: number
  low: number
  high: number
  /** Default: the main colour. */
  color?: string
}

const ROW_HEIGHT = 34
const EDGES = { top: 8, bottom: 26 }
const WHISKER = 4

/**
 * One line a row: the mean of shares and the interval around it.
 * @param shape `bar` from zero to the mean, or `dot` at the mean
 * @param range of the axis; `zero` draws a line there
 */
export function intervalChart(
  rows: readonly IntervalRow[],
  options: { label: string; shape: 'bar' | 'dot'; range?: [number, number]; zero?: boolean },
): string {
  const { label, shape, range = [0, 1], zero = false } = options
  return drawChart(
    {
      grid: { left: 132, right: 30, ...EDGES },
      xAxis: {
        type: 'value',
        min: range[0],
        max: range[1],
        interval: (range[1] - range[0]) / 4,
        axisLabel: { color: INK.quiet, fontSize: 11, formatter: showPercent },
        splitLine: { lineStyle: { color: INK.line } },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: rows.map((row) => row.label),
        axisTick: { show: false },
        axisLine: { show: shape === 'bar', lineStyle: { color: INK.line } },
        axisLabel: { color: INK.text, fontSize: 12, width: 124, overflow: 'break', interval: 0, margin: 6 },
      },
      series: [
        {
          type: 'custom',
          data: rows.map(({ mean, low, high }, i) => [mean, low, high, i]),
          renderItem: (_: unknown, api: ItemApi) => drawRow(api, rows, shape),
          encode: { x: [0, 1, 2], y: 3 },
          ...(zero && {
            markLine: {
              symbol: 'none',
              silent: true,
              label: { show: false },
              lineStyle: { color: INK.quiet, type: 'solid' },
              data: [{ xAxis: 0 }],
            },
          }),
        },
      ],
    } as never,
    { label, height: rows.length * ROW_HEIGHT + EDGES.top + EDGES.bottom },
  )
}

/** What echarts gives to draw one row with. */
interface ItemApi {
  value(dimension: number): number
  coord(point: [number, number]): [number, number]
}

function drawRow(api: ItemApi, rows: readonly IntervalRow[], shape: 'bar' | 'dot') {
  const [mean, low, high, row] = [0, 1, 2, 3].map((dimension) => api.value(dimension)) as [
    number,
    number,
    number,
    number,
  ]
  const [x, y] = api.coord([mean, row])
  const [from] = api.coord([low, row])
  const [to] = api.coord([high, row])
  const [zero] = api.coord([0, row])
  const color = rows[row]!.color ?? INK.main
  const line = (x1: number, y1: number, x2: number, y2: number) => ({
    type: 'line',
    shape: { x1, y1, x2, y2 },
    style: { stroke: shape === 'bar' ? INK.text : color, lineWidth: 1.5 },
  })
  const mark =
    shape === 'bar'
      ? {
          type: 'rect',
          shape: { x: zero, y: y - 8, width: x - zero, height: 16, r: 2 },
          style: { fill: color },
        }
      : { type: 'circle', shape: { cx: x, cy: y, r: 4.5 }, style: { fill: color } }
  return {
    type: 'group',
    children: [
      mark,
      line(from, y, to, y),
      line(from, y - WHISKER, from, y + WHISKER),
      line(to, y - WHISKER, to, y + WHISKER),
    ],
  }
}

function showPercent(share: number): string {
  return `${Math.round(1000 * share) / 10}%`
}
