import { describe, expect, it } from 'vitest'
import { normalizeText } from './text/normalize-text.js'
import { quantities } from './text/quantities.js'
import { analyzeText, queryTerms } from './tokenize.js'

const terms = (text: string) => queryTerms(text).map(({ term }) => term)

describe('normalizeText', () => {
  it('writes traditional characters, full-width forms and capitals in one way', () => {
    expect(normalizeText('離婚後財產怎麼分')).toBe('离婚后财产怎么分')
    expect(normalizeText('ＡＢＣ１２３')).toBe('abc123')
  })

  it('drops zero-width marks and halves of surrogate pairs', () => {
    expect(normalizeText('离\u200b婚\u202e')).toBe('离婚')
    expect(normalizeText('离\ud800婚')).toBe('离婚')
  })
})

describe('quantities', () => {
  it('writes Chinese and Arabic numbers alike, and units that mean the same', () => {
    expect(quantities('三十日')).toEqual(quantities('30天'))
    expect(quantities('二十二周岁')).toEqual(['#22岁'])
    expect(quantities('一千二百元')).toEqual(['#1200元'])
    expect(quantities('五万元')).toEqual(quantities('5万元'))
    expect(quantities('二〇二四年')).toEqual(quantities('2024年'))
    expect(quantities('百分之二百二十元')).toEqual(['#220元'])
  })
})

describe('analyzeText', () => {
  it('indexes a word that holds a common character', () => {
    expect(analyzeText('应当偿还借款').terms).toContain('偿还')
  })

  it('indexes long words and every pair', () => {
    const { terms } = analyzeText('用人单位支付工资')
    expect(terms).toEqual(expect.arrayContaining(['用人单位', '用人', '人单', '单位', '工资']))
  })
})

describe('queryTerms', () => {
  it('leaves out words of asking', () => {
    expect(terms('老板拖欠工资怎么办')).not.toContain('怎么办')
    expect(terms('怎么办呢')).toEqual([])
  })

  it('gives each term once, words above pairs', () => {
    const found = queryTerms('工资工资')
    expect(found.filter(({ term }) => term === '工资')).toHaveLength(1)
    expect(found.find(({ term }) => term === '工资')?.weight).toBe(1)
    expect(found.find(({ term }) => term === '资工')?.weight).toBeLessThan(1)
  })

  it('takes any text without failing', () => {
    for (const text of ['', '\u0000', '🙂🙂', '\ud83d', 'a'.repeat(5000)])
      expect(() => queryTerms(text)).not.toThrow()
  })
})
