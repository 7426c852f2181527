import { describe, expect, it } from 'vitest'
import { createTextMatcher } from './text-matcher.js'

const IDF: Record<string, number> = { 拖欠: 4, 欠工: 3, 工资: 2, 押金: 1 }
const WORDS = ['拖欠', '欠工', '工资', '押金', '劳动者', '30']
const idf = (pair: string) => IDF[pair] ?? 5
const match = createTextMatcher(WORDS, idf, new Map())

describe('createTextMatcher', () => {
  it('finds the sentence that says most of the question', () => {
    expect(match('用人单位应当支付工资。拖欠的押金应当退还').sentence).toBeCloseTo(5 / 10)
    expect(match('拖欠工资').sentence).toBeCloseTo(9 / 10)
    expect(match('拖欠。工资').sentence).toBeCloseTo(4 / 10)
    expect(match('')).toEqual({ sentence: 0, sentenceCosine: 0, run: 0, density: 0, translated: 0 })
  })

  it('counts a pair that is repeated once', () => {
    expect(match('工资、工资、工资').sentence).toBeCloseTo(2 / 10)
    expect(match('工资。工资').density).toBeCloseTo(2 / 6)
  })

  it('finds more in a short sentence than in a long one that says the same', () => {
    const [short, long] = [match('不得拖欠工资'), match('用人单位在任何时候以任何理由都不得拖欠工资')]
    expect(short.sentence).toBe(long.sentence)
    expect(short.sentenceCosine).toBeGreaterThan(long.sentenceCosine)
  })

  it('measures the longest run of the question within a sentence', () => {
    expect(match('不得拖欠工资').run).toBe(4)
    expect(match('不得拖欠。工资').run).toBe(2)
    expect(match('不得收费').run).toBe(0)
  })

  describe('with the words of answers', () => {
    const translations = new Map([
      ['工资', [{ word: '报酬', probability: 0.2 }]],
      ['老板', [{ word: '单位', probability: 0.5 }]],
    ])
    const translate = (text: string) => createTextMatcher(WORDS, idf, translations)(text)

    it('hears the question in words that it does not say itself', () => {
      const [same, other, none] = ['支付工资', '支付报酬', '支付租金'].map(
        (text) => translate(text).translated,
      )
      expect(same).toBeGreaterThan(other!)
      expect(other).toBeGreaterThan(0)
      expect(none).toBe(0)
      expect(translate('用人单位').translated).toBe(0)
    })

    it('hears less of it in a longer text', () => {
      expect(translate('支付报酬，并按照约定的时间').translated).toBeLessThan(
        translate('支付报酬').translated,
      )
    })

    it('leaves what is measured by the question’s own words as it is', () => {
      const text = '用人单位应当支付报酬。拖欠的押金应当退还'
      const measured = { ...translate(text), translated: 0 }
      expect(measured).toEqual(createTextMatcher(WORDS, idf, new Map())(text))
    })
  })
})
