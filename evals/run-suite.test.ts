import { expect, it } from 'vitest'
import { type CaseResult, summarise, worstCases } from './run-suite.js'
import { share } from './suites/suite.js'

const metrics = [share('settled', ''), share('answered', ''), share('drop', '', 'lower')]

function result(id: string, values: Record<string, number>): CaseResult {
  return { id, values, kind: 'other', matter: 'other', turns: ['?'], trace: null }
}

it('lists what is wrong before what was not answered, and leaves out what is right', () => {
  const cases = [
    result('right', { settled: 1, answered: 1, drop: 0 }),
    result('not answered', { answered: 0 }),
    result('wrong', { settled: 0, answered: 1 }),
    result('dropped', { settled: 1, answered: 1, drop: 1 }),
    result('worse', { settled: 0, answered: 1, drop: 1 }),
  ]
  const ids = (most: number) => worstCases({ metrics, cases }, most).map(({ id }) => id)
  expect(ids(10)).toEqual(['worse', 'wrong', 'not answered', 'dropped'])
  expect(ids(2)).toEqual(['worse', 'wrong'])
})

it('judges by the unseen part alone, shows the others beside it, and never lists an unseen case', () => {
  const cases = [
    { ...result('known', { settled: 1 }), part: 'known' },
    { ...result('known too', { settled: 0 }), part: 'known' },
    { ...result('unseen', { settled: 0 }), part: 'unseen' },
  ]
  const { estimates, byPart } = summarise(metrics, cases)
  expect(estimates.settled?.mean).toBe(0)
  expect(byPart.known?.settled?.mean).toBe(0.5)
  expect(worstCases({ metrics, cases }, 10).map(({ id }) => id)).toEqual(['known too'])
})

it('takes all parts for a figure that the unseen part alone has too few cases for', () => {
  const pooled = {
    needs: ['wrong'],
    figureOf: (of: readonly Record<string, number>[]) => of[0]!.wrong! / of.length,
  }
  const parts = ['known', 'unseen', 'statutes'].map((part) => ({ ...result(part, { wrong: 1 }), part }))
  const figureOf = (ofAllParts: boolean) =>
    summarise([{ ...share('wrong', '', 'lower'), pooled, ofAllParts }], parts).estimates.wrong
  expect(figureOf(false)).toMatchObject({ mean: 1, cases: 1 })
  expect(figureOf(true)).toMatchObject({ mean: 1 / 3, cases: 3 })
})
