import { describe, expect, it } from 'vitest'
import { rougeL } from './rouge-l.js'

describe('ROUGE-L', () => {
  it('is 1 for the same text, whatever its blanks and lines', () => {
    expect(rougeL('押金应当退还。\n可以起诉。', '押金 应当退还。可以起诉。')).toEqual({
      precision: 1,
      recall: 1,
      f1: 1,
    })
  })

  it('is 0 without a common word, and for empty texts', () => {
    for (const [answer, reference] of [
      ['工资', '押金'],
      ['', '押金'],
      ['押金', ''],
      ['', ' \n'],
    ] as const) {
      expect(rougeL(answer, reference).f1).toBe(0)
    }
  })

  it('counts words, not characters', () => {
    // 房东 | 应当 | 退还 | 押金 against 房东 | 退还 | 押金: three of four, three of three.
    const { precision, recall, f1 } = rougeL('房东应当退还押金', '房东退还押金')
    expect(precision).toBeCloseTo(3 / 4)
    expect(recall).toBeCloseTo(1)
    expect(f1).toBeCloseTo(6 / 7)
  })

  it('counts what stands in the same order only', () => {
    // 押金 | 房东 against 房东 | 押金: either word, not both.
    expect(rougeL('押金房东', '房东押金')).toEqual({ precision: 1 / 2, recall: 1 / 2, f1: 1 / 2 })
  })

  it('skips what stands between', () => {
    // 房东 | ， | 租客 | 。 against 房东 | 和 | 租客 | 不 | 来 | 。: 房东 租客 。
    const { precision, recall } = rougeL('房东，租客。', '房东和租客不来。')
    expect(precision).toBeCloseTo(3 / 4)
    expect(recall).toBeCloseTo(3 / 6)
  })
})
