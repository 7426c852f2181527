/** Which words stand how often in which text: rows of a sparse matrix, built text by text. */
export class WordCounts {
  readonly ids = new Map<string, number>()
  readonly frequencies: number[] = []
  readonly starts: number[] = [0]
  words = new Uint32Array(1 << 14)
  counts = new Uint8Array(1 << 14)
  #size = 0

  get textCount(): number {
    return this.starts.length - 1
  }

  add(text: readonly string[]): void {
    const row = new Map<number, number>()
    for (const word of text) {
      let id = this.ids.get(word)
      if (id === undefined) {
        id = this.ids.size
        this.ids.set(word, id)
        this.frequencies.push(0)
      }
      row.set(id, (row.get(id) ?? 0) + 1)
    }
    this.#reserve(row.size)
    for (const [id, count] of row) {
      this.words[this.#size] = id
      this.counts[this.#size++] = Math.min(count, 255)
      this.frequencies[id]!++
    }
    this.starts.push(this.#size)
  }

  #reserve(more: number): void {
    if (this.#size + more <= this.words.length) return
    const capacity = Math.max(this.#size + more, this.words.length * 2)
    const words = new Uint32Array(capacity)
    words.set(this.words)
    this.words = words
    const counts = new Uint8Array(capacity)
    counts.set(this.counts)
    this.counts = counts
  }
}
