import { expect, it } from 'vitest'
import { type Answer, emptyAnswer } from '../answer.js'
import { numberByAppearance } from './number-by-appearance.js'

const basis = (number: string): Answer['bases'][number] => ({
  kind: 'statute',
  lawTitle: '民法典',
  number,
  versionDate: null,
  quote: null,
  passageId: number,
  loaded: true,
})

it('numbers bases as a reader meets them, those that no sentence cites last', () => {
  const answer = numberByAppearance({
    ...emptyAnswer('可以。'),
    summaryCitationIds: [3],
    points: [{ text: '一', citationIds: [1, 3] }],
    steps: [{ text: '二', citationIds: [4] }],
    bases: ['甲', '乙', '丙', '丁'].map(basis),
  })
  expect(answer.bases.map(({ number }) => number)).toEqual(['丙', '甲', '丁', '乙'])
  expect(answer.summaryCitationIds).toEqual([1])
  expect(answer.points[0]?.citationIds).toEqual([1, 2])
  expect(answer.steps[0]?.citationIds).toEqual([3])
})
