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
