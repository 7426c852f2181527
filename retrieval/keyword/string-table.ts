const MOST_FOUND = 50_000

/** Many short strings as one block of UTF-8 bytes: read straight from a file, decoded only where asked for. */
export class StringTable {
  /** Where texts that were searched lately stand: the words of questions come again. */
  #found = new Map<string, number>()

  /** @param starts length + 1 byte offsets into `bytes` */
  constructor(
    readonly bytes: Buffer,
    readonly starts: Uint32Array,
  ) {}

  static from(strings: Iterable<string>, count: number): StringTable {
    const starts = new Uint32Array(count + 1)
    let bytes = Buffer.allocUnsafe(Math.max(64, count * 8))
    let end = 0
    let index = 0
    for (const text of strings) {
      const needed = end + text.length * 3
      if (needed > bytes.length) {
        const larger = Buffer.allocUnsafe(Math.max(needed, bytes.length * 2))
        bytes.copy(larger, 0, 0, end)
        bytes = larger
      }
      end += bytes.write(text, end)
      starts[++index] = end
    }
    return new StringTable(Buffer.from(bytes.subarray(0, end)), starts)
  }

  get length(): number {
    return this.starts.length - 1
  }

  at(index: number): string {
    return this.bytes.toString('utf8', this.starts[index]!, this.starts[index + 1]!)
  }

  /** Positions of texts in a table of any order. */
  positionsOf(wanted: ReadonlySet<string>): number[] {
    // Most others differ from all wanted ones in these, and need not be decoded.
    const traits = new Set(
      Array.from(wanted, (text) => traitsOf(Buffer.from(text), 0, Buffer.byteLength(text))),
    )
    const found: number[] = []
    for (let index = 0; index < this.length; index++) {
      if (!traits.has(traitsOf(this.bytes, this.starts[index]!, this.starts[index + 1]!))) continue
      if (wanted.has(this.at(index))) found.push(index)
    }
    return found
  }

  /** Position of `text` in a table sorted by its bytes, or -1. */
  search(text: string): number {
    let at = this.#found.get(text)
    if (at === undefined) {
      at = this.#bisect(text)
      if (this.#found.size >= MOST_FOUND) this.#found.clear()
      this.#found.set(text, at)
    }
    return at
  }

  #bisect(text: string): number {
    const wanted = Buffer.from(text)
    let low = 0
    let high = this.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const order = this.bytes.compare(
        wanted,
        0,
        wanted.length,
        this.starts[middle]!,
        this.starts[middle + 1]!,
      )
      if (order === 0) return middle
      if (order < 0) low = middle + 1
      else high = middle - 1
    }
    return -1
  }
}

/** Length, first and last byte. */
function traitsOf(bytes: Buffer, start: number, end: number): number {
  return end === start ? 0 : (end - start) * 65_536 + bytes[start]! * 256 + bytes[end - 1]!
}
