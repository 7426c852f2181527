export interface ScoredDoc {
  doc: number
  score: number
}

/** Keeps the k best of many scored documents. Equal scores: the lower document number is better. */
export class TopK {
  readonly #docs: Uint32Array
  readonly #scores: Float64Array
  #size = 0

  constructor(readonly k: number) {
    this.#docs = new Uint32Array(k)
    this.#scores = new Float64Array(k)
  }

  /** Score that a document must beat once k are kept; -Infinity before. */
  get threshold(): number {
    return this.#size < this.k ? Number.NEGATIVE_INFINITY : this.#scores[0]!
  }

  add(doc: number, score: number): void {
    if (this.#size < this.k) {
      let at = this.#size++
      while (at > 0) {
        const parent = (at - 1) >> 1
        if (!this.#worse(doc, score, parent)) break
        this.#move(parent, at)
        at = parent
      }
      this.#docs[at] = doc
      this.#scores[at] = score
    } else if (!this.#worse(doc, score, 0)) {
      this.#sink(doc, score)
    }
  }

  /** Best first. */
  ranking(): ScoredDoc[] {
    const kept: ScoredDoc[] = []
    for (let i = 0; i < this.#size; i++) kept.push({ doc: this.#docs[i]!, score: this.#scores[i]! })
    return kept.sort((a, b) => b.score - a.score || a.doc - b.doc)
  }

  #worse(doc: number, score: number, than: number): boolean {
    const other = this.#scores[than]!
    return score < other || (score === other && doc > this.#docs[than]!)
  }

  #move(from: number, to: number): void {
    this.#docs[to] = this.#docs[from]!
    this.#scores[to] = this.#scores[from]!
  }

  #sink(doc: number, score: number): void {
    let at = 0
    for (;;) {
      let child = 2 * at + 1
      if (child >= this.#size) break
      if (child + 1 < this.#size && this.#worse(this.#docs[child + 1]!, this.#scores[child + 1]!, child))
        child++
      if (this.#worse(doc, score, child)) break
      this.#move(child, at)
      at = child
    }
    this.#docs[at] = doc
    this.#scores[at] = score
  }
}
