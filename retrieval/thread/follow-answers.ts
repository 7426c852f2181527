import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '../../storage/database.js'
import { ifNobodyLearns } from '../learned/fit-alone.js'
import { readRanker, type StoredRanker } from '../learned/rankers.js'
import { refitDue } from '../learned/refit-due.js'
import type { LearnOutcome } from '../open-retriever.js'
import { readPublication } from '../publication.js'
import type { FitWorker, FitWorkerOptions } from './fit-worker.js'
import type { SearchWorkerOptions, SearchWorkerOwner } from './search-worker.js'
import { startThread } from './threads.js'

export interface FollowAnswersOptions extends SearchWorkerOptions {
  db: Db
  /** So many confirmed answers have to come or go before learning anew; see `refitDue`. 0: never. */
  refitAfter: number
  /** How often the number is looked at. */
  intervalMs: number
  log(line: string): void
}

/** A fit that has not noticed by then weighs numbers, and is ended from outside. */
const STOP_GRACE_MS = 5000

/**
 * Learns anew in the background when enough confirmed answers came in, in a thread that lives no longer than the fit.
 * Of several processes on one database one does; all take up what it leaves.
 */
export function followAnswers({ db, refitAfter, intervalMs, log, ...workerOptions }: FollowAnswersOptions) {
  let closed = false
  /** Publication that was looked at last: as long as none follows, nothing has changed. */
  let seen = ''
  let checking: Promise<void> | null = null
  let endFit: (() => Promise<unknown>) | null = null

  async function check(): Promise<void> {
    const { id } = await readPublication(db)
    if (id === seen) return
    if ((await refitDue(db, refitAfter)) === null) {
      seen = id
      return
    }
    // While another process learns, what is due is looked at again later.
    await ifNobodyLearns(db, async () => {
      seen = id
      const changed = await refitDue(db, refitAfter)
      if (changed !== null && !closed) await fitNow(changed)
    })
  }

  async function fitNow(changed: number): Promise<void> {
    log(`Learning in the background: ${changed} confirmed answers came or went since the last fit`)
    const module = new URL('./fit-worker.ts', import.meta.url)
    const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
    const options: FitWorkerOptions = { ...workerOptions, stop }
    const { worker, remote } = startThread<FitWorker, SearchWorkerOwner>(module, options, { log })
    const fit = remote.fit()
    endFit = async () => {
      Atomics.store(new Int32Array(stop), 0, 1)
      // Ended inside a search of the vector graph, a thread takes the whole process with it.
      await Promise.race([fit.catch(() => {}), sleep(STOP_GRACE_MS, undefined, { ref: false })])
      await worker.terminate()
    }
    try {
      log(whatCame(await fit, await readRanker(db)))
    } finally {
      endFit = null
      await worker.terminate()
    }
  }

  function look(): void {
    checking ??= check()
      .catch((error: unknown) => {
        if (!closed) log(`Learning in the background failed, again with the next answers: ${error}`)
      })
      .finally(() => {
        checking = null
      })
  }

  const timer = refitAfter === 0 ? undefined : setInterval(look, intervalMs)
  timer?.unref()

  return {
    /** A fit that is under way is given up: the next process takes it up. */
    async close(): Promise<void> {
      closed = true
      clearInterval(timer)
      await endFit?.()
      await checking
    },
  }
}

function whatCame(outcome: LearnOutcome, ranker: StoredRanker | null): string {
  if (outcome === 'too_few' || !ranker)
    return 'Nothing was learned: too few of the confirmed answers cite articles that are loaded'
  const { before, after, questions, used, tookMs } = ranker.report
  const change = `Recall@10 ${before.recallAt10.toFixed(3)} → ${after.recallAt10.toFixed(3)} on those held out`
  const use = used ? `ranker ${ranker.id} orders articles now` : 'that is no better, so it is not used'
  return `Learned from ${questions} confirmed answers in ${Math.round(tookMs / 1000)} s: ${change}; ${use}`
}
