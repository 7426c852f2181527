import { spawnServer } from '../../server/spawn-server.js'
import { atLeast, atMost, type BenchmarkRow, percentile } from './benchmark-row.js'
import { readMemory } from './measure-process.js'

const CLIENTS = 64
const SINGLE_TURNS = 200
const LOAD_SECONDS = 20
const IDLE_STREAMS = 1000

/**
 * Whole turns over HTTP against a server of its own, stored durably. The limits on messages and conversations are
 * raised, since all load comes from one address.
 * @param dataDir with the statutes ingested
 */
export async function benchServer(dataDir: string, questions: readonly string[]): Promise<BenchmarkRow[]> {
  const startedAt = performance.now()
  const server = await spawnServer(dataDir, {
    WENFA_MESSAGES_PER_MINUTE: '1000000',
    WENFA_CONVERSATIONS_PER_MINUTE: '1000000',
    WENFA_LOG_LEVEL: 'silent',
  })
  const readySeconds = (performance.now() - startedAt) / 1000
  try {
    const client = createClient(server.url, questions)
    await client.run(1, 50)
    const single = await client.run(1, SINGLE_TURNS)
    const load = await client.load(CLIENTS, LOAD_SECONDS)
    const { residentMb } = await readMemory(server.process.pid)
    const closeStreams = await client.openStreams(IDLE_STREAMS)
    const besideStreams = await client.run(1, SINGLE_TURNS)
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

function createClient(url: string, questions: readonly string[]) {
  let asked = 0
  const post = async (path: string, body: unknown, secret = '') => {
    const response = await fetch(url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as { id: string; secret: string }
  }
  const newConversation = () => post('/api/conversations', {})
  const turn = async ({ id, secret }: { id: string; secret: string }) => {
    const startedAt = performance.now()
    const text = questions[asked % questions.length]
    await post(`/api/conversations/${id}/messages`, { messageId: `m${asked++}`, text }, secret)
    return performance.now() - startedAt
  }

  return {
    /** @returns milliseconds a turn; a new conversation every five turns, as citizens have them */
    async run(clients: number, turns: number): Promise<number[]> {
      const tookMs: number[] = []
      await Promise.all(
        Array.from({ length: clients }, async () => {
          let conversation = await newConversation()
          for (let n = 0; n < turns / clients; n++) {
            if (n % 5 === 4) conversation = await newConversation()
            tookMs.push(await turn(conversation))
          }
        }),
      )
      return tookMs
    },

    async load(clients: number, seconds: number) {
      const startedAt = performance.now()
      const until = startedAt + seconds * 1000
      let turns = 0
      let errors = 0
      await Promise.all(
        Array.from({ length: clients }, async () => {
          let conversation = await newConversation()
          for (let n = 0; performance.now() < until; n++) {
            if (n % 5 === 4) conversation = await newConversation()
            await turn(conversation).then(
              () => turns++,
              () => errors++,
            )
          }
        }),
      )
      return { turns, errors, seconds: (performance.now() - startedAt) / 1000 }
    },

    /** @returns closes them */
    async openStreams(count: number): Promise<() => void> {
      const abort = new AbortController()
      const streams: Response[] = []
      for (let n = 0; n < count; n++) {
        const { id, secret } = await newConversation()
        streams.push(
          await fetch(`${url}/api/conversations/${id}/events`, {
            headers: { authorization: `Bearer ${secret}`, accept: 'text/event-stream' },
            signal: abort.signal,
          }),
        )
      }
      const refused = streams.filter(({ ok }) => !ok).length
      if (refused) throw new Error(`${refused} of ${count} streams were refused`)
      return () => abort.abort()
    },
  }
}
