import { expect, it } from 'vitest'
import { seededRandom } from '../../../retrieval/embed/seeded-random.js'
import type { Segment } from '../../../retrieval/keyword/segment.js'
import { SegmentBuilder } from '../../../retrieval/keyword/segment-builder.js'
import { resampleSegment } from './resample-segment.js'

const TEXTS = [
  ['押金', '退还', '押金'],
  ['加班', '工资'],
  ['押金', '租金'],
  ['工资', '拖欠', '工资', '工资'],
]

it('draws whole documents, with all their terms, counts and lengths', () => {
  const builder = new SegmentBuilder()
  for (const text of TEXTS) builder.add([text, [], [], []])
  const segment = builder.build()
  const originals = documents(segment)
  const drawn = resampleSegment(segment, seededRandom(3))
  expect(drawn.docCount).toBe(TEXTS.length)
  const copies = documents(drawn)
  expect(new Set(copies).size).toBeLessThan(TEXTS.length)
  for (const copy of copies) expect(originals).toContain(copy)
})

function documents({ docCount, terms, starts, docs, counts, lengths }: Segment): string[] {
  const found = Array.from({ length: docCount }, (_, doc) => [`length ${lengths[doc * 4]}`])
  for (let term = 0; term < terms.length; term++) {
    for (let i = starts[term]!; i < starts[term + 1]!; i++)
      found[docs[i]!]!.push(`${terms.at(term)} ${counts[i]}`)
  }
  return found.map((entries) => entries.join())
}
