import { setTimeout } from 'node:timers/promises'

/** Of a server that is measured: all load comes from one address. */
export const UNLIMITED = {
  WENFA_MESSAGES_PER_MINUTE: '1000000',
  WENFA_CONVERSATIONS_PER_MINUTE: '1000000',
  WENFA_LOG_LEVEL: 'silent',
}

/** By the clock of `performance.now()`. */
export interface TimedTurn {
  endedAt: number
  tookMs: number
}

/** Citizens that ask a server over HTTP, each a new conversation every five turns. */
export function createCitizens(url: string, questions: readonly string[]) {
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
  const say = ({ id, secret }: { id: string; secret: string }, text: string) =>
    post(`/api/conversations/${id}/messages`, { messageId: `m${asked++}`, text }, secret)
  const turn = async (conversation: { id: string; secret: string }) => {
    const startedAt = performance.now()
    await say(conversation, questions[asked % questions.length]!)
    return performance.now() - startedAt
  }

  return {
    /** @returns milliseconds a turn */
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

    /** So many ask until they are stopped. @returns what took how long, as it comes in */
    startAsking(clients: number, pauseMs: number) {
      const turns: TimedTurn[] = []
      let going = true
      const asking = Promise.all(
        Array.from({ length: clients }, async () => {
          let conversation = await newConversation()
          for (let n = 0; going; n++) {
            if (n % 5 === 4) conversation = await newConversation()
            const tookMs = await turn(conversation)
            turns.push({ endedAt: performance.now(), tookMs })
            await setTimeout(pauseMs)
          }
        }),
      )
      // Whoever stops them is told: unheard, it would end the process and leave the server running.
      asking.catch(() => {})
      return {
        turns,
        async stop() {
          going = false
          await asking
        },
      }
    },

    /** A question in a conversation of its own. @returns the reply as JSON */
    async ask(text: string): Promise<string> {
      return JSON.stringify(await say(await newConversation(), text))
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
