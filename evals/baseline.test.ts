import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, expect, it } from 'vitest'
import { compareWithBaseline, readBaseline, updateBaseline } from './baseline.js'
import { type SuiteResult, summarise } from './run-suite.js'
import { share } from './suites/suite.js'

const METRICS = [share('right', '正确'), share('wrong', '错误', 'lower')]

/** A suite in which so many of a hundred cases are right and the others wrong. */
function result(rights: number, suite = 'lookup'): SuiteResult {
  const cases = Array.from({ length: 100 }, (_, i) => ({
    id: `${i}`,
    kind: 'other',
    matter: 'other',
    turns: ['?'],
    trace: null,
    values: { right: i < rights ? 1 : 0, wrong: i < rights ? 0 : 1 },
  }))
  return { suite, title: '', metrics: METRICS, cases, leftOut: {}, ...summarise(METRICS, cases) }
}

let path: string
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'wenfa-baseline-')), 'baseline.json')
})
const compare = (...results: SuiteResult[]) => compareWithBaseline(readBaseline(path), 'starter', results)

it('lets a figure fall within its interval, and names one that falls or rises beyond it', () => {
  updateBaseline('starter', [result(80)], path)
  expect(readBaseline(path).starter?.lookup?.right).toMatchObject({ value: 0.8, cases: 100 })
  // The interval of 0.8 of 100 reaches from about 0.72 to 0.88.
  expect(compare(result(80))).toEqual([])
  expect(compare(result(74))).toEqual([])
  expect(compare(result(99))).toEqual([])
  const worse = compare(result(60))
  expect(worse).toHaveLength(2)
  expect(worse[0]).toMatch(/^lookup right: 0\.600, was 0\.800; below 0\.7\d\d/)
  expect(worse[1]).toMatch(/^lookup wrong: 0\.400, was 0\.200; above 0\.2\d\d/)
})

it('takes one that is missing for a fault, and compares nothing with another knowledge base', () => {
  updateBaseline('starter', [result(80)], path)
  expect(compare({ ...result(80), estimates: {} })).toEqual([
    'lookup right: was 0.800, is not measured any more',
    'lookup wrong: was 0.200, is not measured any more',
  ])
  expect(compareWithBaseline(readBaseline(path), 'statutes', [result(0)])).toEqual([])
})

it('keeps what the baseline says of suites that were not run', () => {
  updateBaseline('starter', [result(80), result(50, 'region')], path)
  updateBaseline('starter', [result(90)], path)
  const suites = readBaseline(path).starter!
  expect([suites.lookup?.right?.value, suites.region?.right?.value]).toEqual([0.9, 0.5])
})
