import { expect, it } from 'vitest'
import { tellWhileWriting } from './tell-while-writing.js'

const point = (n: number) => ({
  sources: [{ sourceNumber: 1, quote: '应当按时支付' }],
  text: `第${n}点是这样。`,
})
const draft = (points: number) =>
  JSON.stringify({
    settled: true,
    summary: point(0),
    points: Array.from({ length: points }, (_, n) => point(n + 1)),
  })

/** Writes the text in pieces of eight characters, each so many milliseconds after the one before. */
function write(json: string, pauseMs: number) {
  let nowMs = 0
  let checked = 0
  const told: string[] = []
  const tell = tellWhileWriting(
    ({ text }) => {
      checked++
      return { sentences: [text], support: [], direct: true }
    },
    (progress) => progress.kind === 'partial' && told.push(progress.text),
    () => nowMs,
  )
  for (let end = 8; end < json.length + 8; end += 8) {
    tell(json.slice(0, end))
    nowMs += pauseMs
  }
  return { told, checked }
}

it('tells a short answer to its end, however fast it comes', () => {
  const { told } = write(draft(12), 0)
  expect(told.at(-1)).toContain('第11点是这样。')
  expect(told.length).toBeGreaterThan(10)
})

it('tells a longer one ten times a second', () => {
  const json = draft(100)
  const { told } = write(json, 50)
  expect(told.at(-1)).toContain('第98点是这样。')
  expect(told.length).toBeLessThan(json.length / 8 / 2)
})

it('reads an answer without end neither with every piece nor to its end', () => {
  const json = draft(900)
  expect(json.length).toBeGreaterThan(50_000)
  expect(write(json, 0).checked).toBeLessThan(2000)
  const { told, checked } = write(json, 20)
  expect(checked).toBeLessThan(60_000)
  expect(told.at(-1)).not.toContain('第300点')
})
