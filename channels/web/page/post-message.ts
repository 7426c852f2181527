import type { StepName } from '../../../bot/pipeline.js'
import { readEventStream } from '../../../ui/read-event-stream.js'
import { abortAfter } from './abort-after.js'
import type { Credentials, Reply } from './api.js'
import { failureOf, failureOfNetwork, RequestFailed } from './request-failed.js'

/** Without any sign of life for so long the citizen is told that it takes longer. */
const SLOW_AFTER_MS = 8_000
/** Silence after which we stop waiting; the same message id asks for the same answer again. */
const SILENCE_LIMIT_MS = 60_000

interface Listener {
  onStep(step: StepName): void
  /** All of the answer's text so far. */
  onPartial(text: string): void
  onSlow(): void
}

/**
 * Sends a message and follows its answer as it is worked out.
 * @throws {RequestFailed}
 */
export async function postMessage(
  { id, secret }: Credentials,
  body: { messageId: string; text: string; regionCode?: string },
  listener: Listener,
  signal: AbortSignal,
): Promise<Reply> {
  const deadline = abortAfter(SILENCE_LIMIT_MS, signal)
  const slowTimer = setTimeout(() => listener.onSlow(), SLOW_AFTER_MS)
  try {
    const response = await fetch(`/api/conversations/${id}/messages`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${secret}`,
      },
      body: JSON.stringify(body),
      signal: deadline.signal,
    })
    if (!response.ok) throw await failureOf(response)
    // Chromium counts a request whose stream was read, even to its end, as aborted; a copy's stream leaves it alone.
    const { body: events } = response.clone()
    if (!events) throw new RequestFailed('unreachable')
    for await (const { event, data } of readEventStream(events)) {
      deadline.extend()
      const payload: unknown = JSON.parse(data)
      if (event === 'step') listener.onStep((payload as { name: StepName }).name)
      else if (event === 'partial') listener.onPartial((payload as { text: string }).text)
      else if (event === 'final') return payload as Reply
      else if (event === 'error')
        throw new RequestFailed('broken', (payload as { error: { message: string } }).error.message)
    }
    // The connection ended without an answer, as when the server is restarted.
    throw new RequestFailed('unreachable')
  } catch (error) {
    throw failureOfNetwork(error)
  } finally {
    clearTimeout(slowTimer)
    deadline.release()
  }
}
