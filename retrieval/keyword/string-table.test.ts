import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { StringTable } from './string-table.js'

it('finds every string it holds by binary search, and none that it does not', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ unit: 'grapheme' }), { minLength: 1 }),
      fc.string(),
      (strings, other) => {
        const sorted = strings
          .filter((text) => text.isWellFormed())
          .sort((a, b) => Buffer.from(a).compare(Buffer.from(b)))
        const table = StringTable.from(sorted, sorted.length)
        sorted.forEach((text, i) => {
          expect(table.search(text)).toBe(i)
          expect(table.at(i)).toBe(text)
        })
        if (!sorted.includes(other) && other.isWellFormed()) expect(table.search(other)).toBe(-1)
      },
    ),
  )
})

it('tells where texts stand in a table of any order', () => {
  const texts = ['丙一', '甲', '', 'axb', 'ayb', '丙一', '乙']
  const table = StringTable.from(texts, texts.length)
  expect(table.positionsOf(new Set(['丙一', 'ayb', '', '丁']))).toEqual([0, 2, 4, 5])
  expect(table.positionsOf(new Set())).toEqual([])
})
