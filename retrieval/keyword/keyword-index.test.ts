import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_WEIGHTS } from './fields.js'
import { KeywordIndex } from './keyword-index.js'
import { SegmentBuilder } from './segment-builder.js'

type Doc = readonly [string[], string[], string[], string[]]

const word = fc.constantFrom('工资', '离婚', '合同', '用人单位', '赔偿', '工伤', '偿还')
const words = (maxLength: number) => fc.array(word, { maxLength })
const doc: fc.Arbitrary<Doc> = fc.tuple(words(20), words(5), words(5), words(5))

function segmentOf(docs: readonly Doc[]) {
  const builder = new SegmentBuilder()
  for (const fields of docs) builder.add(fields)
  return builder.build()
}

/** BM25F as its definition says, over all documents again for every query. */
function naiveScores(docs: readonly Doc[], alive: readonly boolean[], query: readonly string[]): number[] {
  const { k1, weights, b } = DEFAULT_WEIGHTS
  const living = docs.filter((_, i) => alive[i])
  const average = [0, 1, 2, 3].map(
    (f) => living.reduce((sum, d) => sum + d[f]!.length, 0) / Math.max(1, living.length) || 1,
  )
  const holds = (d: Doc, term: string) => d.some((field) => field.includes(term))
  return docs.map((d, i) => {
    if (!alive[i]) return 0
    let score = 0
    for (const term of query) {
      const df = living.filter((other) => holds(other, term)).length
      const idf = Math.log(1 + (living.length - df + 0.5) / (df + 0.5))
      let tf = 0
      for (let f = 0; f < 4; f++) {
        const most = f === 0 ? 127 : 7
        const count = Math.min(most, d[f]!.filter((other) => other === term).length)
        tf += (count * weights[f]!) / (1 - b[f]! + (b[f]! * d[f]!.length) / average[f]!)
      }
      if (tf > 0) score += (idf * tf) / (k1 + tf)
    }
    return score
  })
}

function scoresOf(index: KeywordIndex, query: readonly string[]): number[] {
  const allowed = new Uint8Array(index.docCount).fill(1)
  const scores = index.score(
    query.map((term) => ({ term, weight: 1 })),
    allowed,
  )
  return Array.from(allowed, (_, doc) => scores.scores[doc]!)
}

describe('KeywordIndex', () => {
  it('scores as the definition says, however the documents came in and whatever was deleted', () => {
    const input = fc.record({
      docs: fc.array(doc, { minLength: 1, maxLength: 25 }),
      cuts: fc.array(fc.nat(25), { maxLength: 4 }),
      deleted: fc.array(fc.nat(24), { maxLength: 8 }),
      query: fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
    })
    fc.assert(
      fc.property(input, ({ docs, cuts, deleted, query }) => {
        const index = new KeywordIndex()
        const edges = [0, ...cuts.map((cut) => Math.min(cut, docs.length)).sort((a, b) => a - b), docs.length]
        for (let i = 1; i < edges.length; i++) {
          if (edges[i]! > edges[i - 1]!) index.addSegments([segmentOf(docs.slice(edges[i - 1], edges[i]))])
        }
        const gone = [...new Set(deleted.map((at) => at % docs.length))]
        for (const at of gone) index.delete([at])
        const alive = docs.map((_, i) => !gone.includes(i))
        const expected = naiveScores(docs, alive, query)
        scoresOf(index, query).forEach((score, i) => {
          expect(score).toBeCloseTo(expected[i]!, 4)
        })
      }),
      { numRuns: 150 },
    )
  })

  it('gives the same scores to the last digit, built at once or in increments', () => {
    fc.assert(
      fc.property(
        fc.array(doc, { minLength: 4, maxLength: 20 }),
        fc.uniqueArray(word, { minLength: 1 }),
        (docs, query) => {
          const whole = new KeywordIndex()
          whole.addSegments([segmentOf(docs)])
          const grown = new KeywordIndex()
          for (const one of docs) grown.addSegments([segmentOf([one])])
          expect(scoresOf(grown, query)).toEqual(scoresOf(whole, query))
        },
      ),
    )
  })

  it('forgets the scores of the search before', () => {
    const index = new KeywordIndex()
    index.addSegments([
      segmentOf([
        [['工资'], [], [], []],
        [['离婚'], [], [], []],
      ]),
    ])
    scoresOf(index, ['工资'])
    expect(scoresOf(index, ['离婚'])[0]).toBe(0)
  })

  it('leaves out what is not allowed', () => {
    const index = new KeywordIndex()
    index.addSegments([
      segmentOf([
        [['工资'], [], [], []],
        [['工资'], [], [], []],
      ]),
    ])
    const scores = index.score([{ term: '工资', weight: 1 }], Uint8Array.of(0, 1))
    expect(scores.best(2).map(({ doc }) => doc)).toEqual([1])
  })
})
