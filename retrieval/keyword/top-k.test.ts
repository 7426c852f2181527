import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { TopK } from './top-k.js'

it('keeps the k best, best first, and of equals the one that was numbered first', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 20 }),
      (scores, k) => {
        const top = new TopK(k)
        scores.forEach((score, doc) => {
          if (score > top.threshold) top.add(doc, score)
        })
        const expected = scores
          .map((score, doc) => ({ doc, score }))
          .sort((a, b) => b.score - a.score || a.doc - b.doc)
        expect(top.ranking()).toEqual(expected.slice(0, k))
      },
    ),
  )
})
