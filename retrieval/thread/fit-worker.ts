import { setPriority } from 'node:os'
import { connectDatabase } from '../../storage/open-database.js'
import { type LearnOutcome, openRetriever } from '../open-retriever.js'
import type { SearchWorkerOptions, SearchWorkerOwner } from './search-worker.js'
import { serveOwner } from './threads.js'

// Body of the thread in which a running server learns from confirmed answers.

export interface FitWorker {
  /** Opens an index of its own, fits and closes it. Who calls it holds the lock of `ifNobodyLearns`. */
  fit(): Promise<LearnOutcome>
}

export interface FitWorkerOptions extends SearchWorkerOptions {
  /** One number, 1: the fit is to end. Shared: a thread that computes reads no messages. */
  stop: SharedArrayBuffer
}

/** Niceness on Linux: searches go first wherever both want the processor. */
const NICE = 15

serveOwner<FitWorker, SearchWorkerOwner, FitWorkerOptions>(({ embedding, stop, ...place }, owner) => ({
  async fit() {
    // Linux counts it by thread; elsewhere the whole server would step back.
    if (process.platform === 'linux') setPriority(0, NICE)
    const database = await connectDatabase(place)
    try {
      const retriever = await openRetriever({
        db: database.db,
        dataDir: place.dataDir,
        embedding,
        log: (line) => void owner.log.asEvent(line),
      })
      const stopped = new Int32Array(stop)
      try {
        return await retriever.learn(() => {
          if (Atomics.load(stopped, 0) === 1) throw new Error('The fit was given up')
        })
      } finally {
        await retriever.close()
      }
    } finally {
      await database.close()
    }
  },
}))
