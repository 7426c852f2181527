import type { Segment } from '../../../retrieval/keyword/segment.js'

/**
 * A segment of as many documents, drawn from the given one with replacement: the same terms, with postings of its own.
 * @param random uniform in [0, 1)
 */
export function resampleSegment(segment: Segment, random: () => number): Segment {
  const { docCount, starts: from } = segment
  const drawn = Uint32Array.from({ length: docCount }, () => Math.floor(random() * docCount)).sort()
  // Copies of document d get the numbers firstCopy[d] to firstCopy[d + 1].
  const firstCopy = new Uint32Array(docCount + 1)
  for (const doc of drawn) firstCopy[doc + 1]!++
  for (let doc = 0; doc < docCount; doc++) firstCopy[doc + 1]! += firstCopy[doc]!

  const starts = new Uint32Array(from.length)
  for (let term = 0; term + 1 < from.length; term++) {
    let size = 0
    for (let i = from[term]!; i < from[term + 1]!; i++) {
      const doc = segment.docs[i]!
      size += firstCopy[doc + 1]! - firstCopy[doc]!
    }
    starts[term + 1] = starts[term]! + size
  }
  const docs = new Uint32Array(starts.at(-1)!)
  const counts = new Uint16Array(docs.length)
  let at = 0
  for (let i = 0; i < segment.docs.length; i++) {
    const doc = segment.docs[i]!
    for (let copy = firstCopy[doc]!; copy < firstCopy[doc + 1]!; copy++) {
      docs[at] = copy
      counts[at++] = segment.counts[i]!
    }
  }
  const lengths = new Uint16Array(docCount * 4)
  drawn.forEach((doc, copy) => {
    lengths.set(segment.lengths.subarray(doc * 4, doc * 4 + 4), copy * 4)
  })
  return { docCount, terms: segment.terms, starts, docs, counts, lengths }
}
