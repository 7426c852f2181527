import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { DEMO_STORIES } from './demo-stories.js'
import type { DemoStory } from './demo-story.js'

interface TalkOptions {
  /** Of a running server. */
  url: string
  /** Ends it. */
  signal: AbortSignal
  /** Between two messages of a citizen. */
  pauseMs: number
  /** Citizens at once. */
  citizens: number
  onSaid(text: string): void
}

/**
 * Invented citizens who ask a running server one thing after the other, so that a desk has conversations that go on.
 * They write on when staff take over.
 * @throws {Error} the server is not there, or refuses
 */
export async function talkOn(options: TalkOptions): Promise<void> {
  const { signal, pauseMs, citizens } = options
  const over = new AbortController()
  signal.addEventListener('abort', () => over.abort(), { once: true })
  const talkers = Array.from({ length: citizens }, async (_, first) => {
    await pause((pauseMs * first) / citizens, undefined, { signal: over.signal })
    for (let next = first; !over.signal.aborted; next += citizens) {
      await talk(DEMO_STORIES[next % DEMO_STORIES.length]!, { ...options, signal: over.signal })
    }
  })
  try {
    await Promise.all(talkers)
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    over.abort()
    await Promise.allSettled(talkers)
  }
}

async function talk({ regionCode, says, wantsHuman, live = [] }: DemoStory, options: TalkOptions) {
  const { signal, pauseMs, onSaid } = options
  const conversation = await post(options, '/api/conversations', { regionCode })
  const path = `/api/conversations/${String(conversation.id)}/messages`
  const meanwhile = live.flatMap(({ by, text }) => (by === 'citizen' && text !== undefined ? [text] : []))
  for (const text of [...says, ...(wantsHuman === undefined ? [] : [wantsHuman]), ...meanwhile]) {
    await post(options, path, { messageId: randomUUID(), text }, String(conversation.secret))
    onSaid(text)
    await pause(pauseMs, undefined, { signal })
  }
}

async function post({ url, signal }: TalkOptions, path: string, body: unknown, secret?: string) {
  const response = await fetch(new URL(path, url), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(secret !== undefined && { authorization: `Bearer ${secret}` }),
    },
    body: JSON.stringify(body),
    signal,
  }).catch((error: unknown) => {
    throw signal.aborted ? error : new Error(`${url} does not answer: start the server first (npm start)`)
  })
  if (!response.ok) throw new Error(`${url} refused ${path} with ${response.status}: try again in a minute`)
  return (await response.json()) as { id?: string; secret?: string }
}
