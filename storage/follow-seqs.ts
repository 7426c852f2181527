/**
 * PostgreSQL numbers rows before it commits them, so a lower number may show up after a higher one: numbers are
 * looked at again for so long.
 */
const LATE_COMMIT_MS = 10_000
const LATE_COMMIT_MARGIN = 100
const PAGE = 500

export interface SeqFollowerDeps<T extends { seq: number }> {
  /** Rows with a higher number, ascending. */
  read(afterSeq: number, limit: number): Promise<T[]>
  /** 0 where there is none. */
  last(): Promise<number>
  /** Whom a row is for. */
  keyOf(row: T): string
  /** Default 500. */
  pollMs?: number
  onError?(error: unknown): void
}

/**
 * Tells listeners of the rows that are appended to a table, whichever process wrote them. One query serves all
 * listeners; without one nothing is asked.
 */
export function createSeqFollower<T extends { seq: number }>(deps: SeqFollowerDeps<T>) {
  const { read, last: lastSeq, keyOf, pollMs = 500, onError } = deps
  const listeners = new Map<string, Set<(row: T) => void>>()
  let timer: NodeJS.Timeout | undefined
  /** Set while there is a next poll. */
  let polling: Promise<void> | undefined
  /** Everything up to here has been seen for good. */
  let settledSeq = 0
  let seen = new Set<number>()
  let marks: { seq: number; atMs: number }[] = []

  async function poll() {
    let after = settledSeq
    let last = settledSeq
    while (true) {
      const page = await read(after, PAGE)
      for (const row of page) {
        last = row.seq
        if (seen.has(row.seq)) continue
        seen.add(row.seq)
        for (const listener of listeners.get(keyOf(row)) ?? []) listener(row)
      }
      if (page.length < PAGE) break
      after = last
    }
    const nowMs = performance.now()
    if (last > (marks.at(-1)?.seq ?? settledSeq)) marks.push({ seq: last, atMs: nowMs })
    const settled = marks.filter(({ atMs }) => nowMs - atMs > LATE_COMMIT_MS).at(-1)
    if (settled) {
      settledSeq = settled.seq
      marks = marks.filter(({ seq }) => seq > settledSeq)
      seen = new Set([...seen].filter((seq) => seq > settledSeq))
    }
  }

  function schedule() {
    timer = setTimeout(async () => {
      await poll().catch((error: unknown) => onError?.(error))
      if (listeners.size > 0) schedule()
      else polling = undefined
    }, pollMs).unref()
  }

  /** Listeners read by themselves what came before; the margin is for numbers that are yet to be committed. */
  async function begin() {
    settledSeq = Math.max(0, (await lastSeq()) - LATE_COMMIT_MARGIN)
    seen = new Set()
    marks = []
    schedule()
  }

  return {
    /**
     * Resolves once nothing committed from now on can be missed.
     * @param listener may be told of rows that were there before
     * @returns ends the subscription
     */
    async subscribe(key: string, listener: (row: T) => void): Promise<() => void> {
      const group = listeners.get(key) ?? new Set()
      listeners.set(key, group.add(listener))
      const unsubscribe = () => {
        group.delete(listener)
        if (group.size === 0 && listeners.get(key) === group) listeners.delete(key)
      }
      polling ??= begin()
      const begun = polling
      try {
        await begun
      } catch (error) {
        // Another subscriber may have begun anew.
        if (polling === begun) polling = undefined
        unsubscribe()
        throw error
      }
      return unsubscribe
    },

    stop(): void {
      clearTimeout(timer)
      listeners.clear()
    },
  }
}
