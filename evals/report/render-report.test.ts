import { expect, it } from 'vitest'
import type { SizesFile } from '../benchmarks/sizes/size-row.js'
import type { EvalRun } from '../eval-run.js'
import { type CaseResult, summarise } from '../run-suite.js'
import { answers } from '../suites/answers.js'
import type { Values } from '../suites/suite.js'
import { renderReport } from './render-report.js'

function valuesOf(i: number): Values {
  return i < 20 ? { answered: 1, settled: i % 4 ? 1 : 0, probability: 0.5 + i / 40 } : { answered: 0 }
}

/** Of forty cases twenty are answered, three of four of them right. */
const CASES: CaseResult[] = Array.from({ length: 40 }, (_, i) => ({
  id: `${i}`,
  kind: 'other',
  matter: 'other',
  turns: ['?'],
  trace: null,
  values: valuesOf(i),
}))

const { name: suite, title, metrics } = answers
const RUN: EvalRun = {
  name: '',
  knowledge: 'learned',
  model: null,
  judge: null,
  startedAt: '2026-11-28T00:00:00Z',
  growth: null,
  suites: [{ suite, title, metrics, cases: CASES, leftOut: {}, ...summarise(metrics, CASES) }],
}
const quality = { recallAt1: 0.2, recallAt10: 0.5, recallAt100: 0.7, mrr: 0.4 }
const GROWTH = [
  { answers: 0, ...quality },
  { answers: 100, ...quality, recallAt10: 0.6 },
]
const row = { p50Ms: 2.34, p99Ms: 9, memoryMb: 60, loadSeconds: 1.5, graphRecall: 0.98, load: 1 }
const SIZES: SizesFile = {
  measuredAt: '2026-11-27T00:00:00Z',
  processor: '2 × <any>',
  rows: [
    { what: 'whole search', passages: 50_000, ...row },
    { what: 'whole search', passages: 2000, ...row, p50Ms: 0.5, memoryMb: 20 },
    {
      what: 'keywords alone',
      passages: 50_000,
      ...row,
      p50Ms: 1,
      loadSeconds: null,
      graphRecall: null,
      load: 1,
    },
  ],
}
const sectionOf = (html: string, id: string) =>
  new RegExp(`<section id="${id}">[\\s\\S]*?</section>`).exec(html)?.[0] ?? null

it('draws how sure answers were against how often they were right', () => {
  const section = sectionOf(renderReport({ runs: [RUN], differences: [], sizes: null }), 'calibration')!
  expect(section.match(/<svg /g)).toHaveLength(2)
  expect(section).toContain('20 题已作答')
  expect(section).toContain('全部 40 题')
  expect(section).toContain('目标 80%')
  const unanswered = { ...RUN, suites: [{ ...RUN.suites[0]!, cases: CASES.slice(20) }] }
  expect(
    sectionOf(renderReport({ runs: [unanswered], differences: [], sizes: null }), 'calibration'),
  ).toBeNull()
})

it('measures the calibration of all answers together, and of no part of them', () => {
  const { estimates, byMatter } = summarise(metrics, CASES)
  // Ten bins of two: by turns (4j + 1) / 80 above one half right and 1/2 − (4j + 1) / 80 below all right.
  expect(estimates.calibration_error).toMatchObject({ mean: expect.closeTo(0.225), cases: 20 })
  expect(byMatter.other).toHaveProperty('settled')
  expect(byMatter.other).not.toHaveProperty('calibration_error')
})

it('shows learning and sizes where they were measured, and no heading where they were not', () => {
  const without = renderReport({ runs: [RUN], differences: [], sizes: null })
  expect([sectionOf(without, 'growth'), sectionOf(without, 'sizes')]).toEqual([null, null])
  expect(without).not.toMatch(/学习曲线|规模/)
  const html = renderReport({ runs: [{ ...RUN, growth: GROWTH }], differences: [], sizes: SIZES })
  expect(sectionOf(html, 'growth')!.match(/<svg /g)).toHaveLength(1)
  const sizes = sectionOf(html, 'sizes')!
  expect(sizes.match(/<svg /g)).toHaveLength(2)
  expect(sizes).toContain('2 × &lt;any&gt;')
  expect(sizes.indexOf('>2000<')).toBeLessThan(sizes.indexOf('>50000<'))
})
