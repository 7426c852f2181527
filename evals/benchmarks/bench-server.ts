import { spawnServer } from '../../server/spawn-server.js'
import { percentile } from '../metrics/percentile.js'
import { atLeast, atMost, type BenchmarkRow } from './benchmark-row.js'
import { createCitizens, UNLIMITED } from './citizens.js'
import { readMemory } from './measure-process.js'

const CLIENTS = 64
const SINGLE_TURNS = 200
const LOAD_SECONDS = 20
const IDLE_STREAMS = 1000

/**
 * Whole turns over HTTP against a server of its own, stored durably.
 * @param dataDir with the statutes ingested
 */
export async function benchServer(dataDir: string, questions: readonly string[]): Promise<BenchmarkRow[]> {
  const startedAt = performance.now()
  const server = await spawnServer(dataDir, UNLIMITED)
  const readySeconds = (performance.now() - startedAt) / 1000
  try {
    const citizens = createCitizens(server.url, questions)
    await citizens.run(1, 50)
    const single = await citizens.run(1, SINGLE_TURNS)
    const load = await citizens.load(CLIENTS, LOAD_SECONDS)
    const { residentMb } = await readMemory(server.process.pid)
    const closeStreams = await citizens.openStreams(IDLE_STREAMS)
    const besideStreams = await citizens.run(1, SINGLE_TURNS)
    closeStreams()
    return [
      atMost('start to ready with a saved index', readySeconds, 5, 's'),
      atMost('resident after load', residentMb, 1024, 'MB'),
      atMost('turn over HTTP, p50', percentile(single, 0.5), 25, 'ms'),
      atMost('turn over HTTP, p99', percentile(single, 0.99), 120, 'ms'),
      atLeast(`turns a second at ${CLIENTS} clients`, load.turns / load.seconds, 150, '/s'),
      atMost(`errors at ${CLIENTS} clients`, load.errors, 0, ''),
      atMost(`turn p50 beside ${IDLE_STREAMS} idle streams`, percentile(besideStreams, 0.5), 25, 'ms'),
      atMost(`turn p99 beside ${IDLE_STREAMS} idle streams`, percentile(besideStreams, 0.99), 120, 'ms'),
    ]
  } finally {
    await server.stop()
  }
}
