import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatChineseNumber, parseChineseNumber } from './chinese-number.js'

describe('Chinese numbers', () => {
  it.each([
    ['一千零七十七', 1077],
    ['一千〇七十七', 1077],
    ['一〇七七', 1077],
    ['二〇二四', 2024],
    ['百二十', 120],
    ['一百二', 120],
    ['一百零二', 102],
    ['两', 2],
    ['两百', 200],
    ['廿三', 23],
    ['十', 10],
    ['十五', 15],
    ['１０７７', 1077],
    ['1260', 1260],
    ['一万二千', 12_000],
    ['零', 0],
  ])('reads %s as %i', (text, number) => {
    expect(parseChineseNumber(text)).toBe(number)
  })

  it.each(['', '条', '十百', '一二百', '三十四十', '百万万', '十个', '123456789012', '一千二千'])(
    'does not read %s as a number',
    (text) => {
      expect(parseChineseNumber(text)).toBeNull()
    },
  )

  it('reads back every number it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (number) => {
        expect(parseChineseNumber(formatChineseNumber(number))).toBe(number)
      }),
    )
    for (let number = 0; number <= 11_000; number++) {
      if (parseChineseNumber(formatChineseNumber(number)) !== number)
        expect.fail(`${number} is not read back`)
    }
  })

  it('writes numbers the way statutes do', () => {
    expect([12, 20, 101, 110, 120, 1001, 1010, 1077, 1260].map(formatChineseNumber)).toEqual([
      '十二',
      '二十',
      '一百零一',
      '一百一十',
      '一百二十',
      '一千零一',
      '一千零一十',
      '一千零七十七',
      '一千二百六十',
    ])
  })

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseChineseNumber(text)))
  })
})
