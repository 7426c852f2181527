import type { Conversations } from '../../bot/conversations.js'

/**
 * PostgreSQL numbers events before it commits them, so a lower one may show up after a higher one: numbers are
 * looked at again for so long.
 */
const LATE_COMMIT_MS = 10_000
const LATE_COMMIT_MARGIN = 100
const PAGE = 500

export interface LiveEventsDeps {
  conversations: Pick<Conversations, 'newEventSeqs' | 'lastEventSeq'>
  /** Default 500. */
  pollMs?: number
  onError?(error: unknown): void
}

export type LiveEvents = ReturnType<typeof createLiveEvents>

/**
 * Tells open streams that their conversation has new events, whichever process wrote them. One query serves all
 * streams; without a stream nothing is asked.
 */
export function createLiveEvents({ conversations, pollMs = 500, onError }: LiveEventsDeps) {
  const listeners = new Map<string, Set<() => void>>()
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
      const page = await conversations.newEventSeqs(after, PAGE)
      for (const { seq, conversationId } of page) {
        last = seq
        if (seen.has(seq)) continue
        seen.add(seq)
        for (const listener of listeners.get(conversationId) ?? []) listener()
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

  /** Streams read by themselves what came before; the margin is for numbers that are yet to be committed. */
  async function begin() {
    settledSeq = Math.max(0, (await conversations.lastEventSeq()) - LATE_COMMIT_MARGIN)
    seen = new Set()
    marks = []
    schedule()
  }

  return {
    /**
     * Resolves once nothing committed from now on can be missed.
     * @param listener reads what is new by itself; it may be told once more than there are events
     * @returns ends the subscription
     */
    async subscribe(conversationId: string, listener: () => void): Promise<() => void> {
      const group = listeners.get(conversationId) ?? new Set()
      listeners.set(conversationId, group.add(listener))
      const unsubscribe = () => {
        group.delete(listener)
        if (group.size === 0 && listeners.get(conversationId) === group) listeners.delete(conversationId)
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
