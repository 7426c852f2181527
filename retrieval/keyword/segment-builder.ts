import { FIELD_BITS, FIELD_SHIFTS, FIELDS } from './fields.js'
import type { Segment } from './segment.js'
import { StringTable } from './string-table.js'

/** Collects documents one after another, then turns them into a segment. */
export class SegmentBuilder {
  #termIds = new Map<string, number>()
  #docTerms = new Uint32Array(1 << 14)
  #docCounts = new Uint16Array(1 << 14)
  #docStarts: number[] = [0]
  #lengths: number[] = []
  #size = 0
  get docCount(): number {
    return this.#docStarts.length - 1
  }

  /** @param fields index terms of each field, in the order of FIELDS */
  add(fields: readonly (readonly string[])[]): void {
    const counts = new Map<number, number>()
    FIELDS.forEach((_, index) => {
      const terms = fields[index]!
      this.#lengths.push(Math.min(terms.length, 0xffff))
      const one = 1 << FIELD_SHIFTS[index]!
      const mask = ((1 << FIELD_BITS[index]!) - 1) << FIELD_SHIFTS[index]!
      for (const term of terms) {
        let id = this.#termIds.get(term)
        if (id === undefined) {
          id = this.#termIds.size
          this.#termIds.set(term, id)
        }
        const packed = counts.get(id) ?? 0
        if ((packed & mask) !== mask) counts.set(id, packed + one)
      }
    })
    this.#reserve(counts.size)
    for (const [id, packed] of counts) {
      this.#docTerms[this.#size] = id
      this.#docCounts[this.#size++] = packed
    }
    this.#docStarts.push(this.#size)
  }

  build(): Segment {
    const strings = [...this.#termIds.keys()]
    const encoded = strings.map((text) => Buffer.from(text))
    const order = Uint32Array.from(strings.keys()).sort((a, b) => encoded[a]!.compare(encoded[b]!))
    const rank = new Uint32Array(order.length)
    order.forEach((id, position) => {
      rank[id] = position
    })

    const starts = new Uint32Array(order.length + 1)
    for (let i = 0; i < this.#size; i++) starts[rank[this.#docTerms[i]!]! + 1]!++
    for (let t = 0; t < order.length; t++) starts[t + 1]! += starts[t]!
    const next = starts.slice()
    const docs = new Uint32Array(this.#size)
    const counts = new Uint16Array(this.#size)
    for (let doc = 0; doc < this.docCount; doc++) {
      for (let i = this.#docStarts[doc]!; i < this.#docStarts[doc + 1]!; i++) {
        const at = next[rank[this.#docTerms[i]!]!]!++
        docs[at] = doc
        counts[at] = this.#docCounts[i]!
      }
    }
    const sorted = function* () {
      for (const id of order) yield strings[id]!
    }
    return {
      docCount: this.docCount,
      terms: StringTable.from(sorted(), order.length),
      starts,
      docs,
      counts,
      lengths: Uint16Array.from(this.#lengths),
    }
  }

  #reserve(more: number): void {
    if (this.#size + more <= this.#docTerms.length) return
    const capacity = Math.max(this.#size + more, this.#docTerms.length * 2)
    const terms = new Uint32Array(capacity)
    terms.set(this.#docTerms)
    this.#docTerms = terms
    const counts = new Uint16Array(capacity)
    counts.set(this.#docCounts)
    this.#docCounts = counts
  }
}
