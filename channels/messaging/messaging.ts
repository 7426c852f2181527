import PQueue from 'p-queue'
import type { Batch, Channel, RawRequest, RawResponse } from '../channel.js'
import { createAnswerMessage, StoppingError } from './answer-message.js'
import { createDeliveries } from './deliveries.js'
import { createInbox } from './inbox.js'
import type { MessagingDeps } from './messaging-deps.js'
import { createResponses } from './responses.js'
import { createSendDue } from './send-due.js'
import { writeText } from './write-text.js'

/** Messages at work at once in this process: more would only make each slower, and acknowledgements too. */
const AT_WORK = 12
/** With more before it, a message is acknowledged at once: its answer will not be there in time. */
const WORTH_WAITING = 24

export type Messaging = ReturnType<typeof createMessaging>

/**
 * Takes in what platforms bring and answers it: on disk before it is acknowledged, done once, whatever the platform
 * sends again; of one citizen one after the other.
 */
export function createMessaging(deps: MessagingDeps) {
  const { channels, words, headings, onError, now } = deps
  const inbox = createInbox(deps)
  const deliveries = createDeliveries(deps)
  const responses = createResponses(deps)
  let stopping = false
  const answerMessage = createAnswerMessage(deps, inbox, () => stopping)
  const queue = new PQueue({ concurrency: AT_WORK })
  const pulls = new Set<Promise<void>>()
  const atWork = new Map<number, Promise<void>>()
  /** The last message of each citizen. */
  const chains = new Map<string, Promise<unknown>>()

  /** Starts on a message, or joins whoever is at it. */
  function start(id: number, peerId: string): Promise<void> {
    const known = atWork.get(id)
    if (known) return known
    const before = chains.get(peerId) ?? Promise.resolve()
    const work = before
      .then(() => queue.add(() => answerMessage(id)))
      .catch((error: unknown) => {
        // Left where it is: whoever looks for what waits takes it up.
        if (!(error instanceof StoppingError)) onError(error, `message ${id} of a platform`)
      })
      .finally(() => {
        atWork.delete(id)
        if (chains.get(peerId) === work) chains.delete(peerId)
      })
    atWork.set(id, work)
    chains.set(peerId, work)
    return work
  }

  /** @param awaited a response may carry the answer */
  async function take(channel: Channel, { messages, reports = [] }: Batch, awaited = false) {
    const stored = await inbox.store(channel, messages, awaited)
    for (const { platformId, failure } of reports) await deliveries.reported(platformId, failure)
    return stored.map(({ id, peerId }) => ({ id, peerId, done: start(id, peerId) }))
  }

  /** Holds the response back as long as the platform lets it, for the answer. */
  async function answerWithin(channel: Channel, { id, peerId, done }: Taken): Promise<string | null> {
    const { withinMs, fits } = channel.inResponse!
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), withinMs)
    })
    const ended = await Promise.race([done, tooLate])
    clearTimeout(timer)
    const write = (text: string) => writeText(text, channel.name, headings)
    const text = await responses.take(peerId, responseOf(id), (text) => fits(write(text)))
    if (text !== null) return write(text)
    return ended === 'late' ? later(channel) : null
  }

  const later = (channel: Channel) => (channel.maySend() ? words.working : words.workingFetch)

  /** What `take` has stored is not brought again. */
  async function pull(channel: Channel): Promise<void> {
    if (!channel.pull || stopping) return
    const pulled: Promise<void> = channel
      .pull(async (batch) => void (await take(channel, batch)))
      .catch((error: unknown) => onError(error, channel.name))
      .finally(() => pulls.delete(pulled))
    pulls.add(pulled)
    await pulled
  }

  return {
    channels,
    deliveries,
    sendDue: createSendDue(deps, deliveries, responses),

    /**
     * @returns the response to the platform, and what is to be called once it has left
     * @throws {ForgedRequestError} {UnreadableRequestError} nothing was stored
     */
    async receive(
      channel: Channel,
      request: RawRequest,
    ): Promise<RawResponse & { left?: () => Promise<void> }> {
      const received = await channel.receive(request)
      const { messages } = received
      const awaited = channel.inResponse !== null && messages.length === 1
      const inTime = awaited && queue.size <= WORTH_WAITING
      const [taken] = await take(channel, received, inTime)
      if (received.pull) void pull(channel)
      if (!taken || !awaited) return received.respond(null)
      if (!inTime) return received.respond(later(channel))
      const text = await answerWithin(channel, taken)
      return {
        ...received.respond(text),
        ...(text !== null && { left: () => responses.left(responseOf(taken.id)) }),
      }
    },

    /** Takes up what was received and left, as by a process that has died. @param olderThanMs younger ones may be at work elsewhere */
    async recover(olderThanMs: number): Promise<void> {
      for (const id of await inbox.waiting(new Date(now().getTime() - olderThanMs))) {
        if (stopping) return
        const { peerId } = await inbox.read(id)
        await start(id, peerId)
      }
    },

    /** Fetches what waits on the side of platforms that only say that something does. */
    async pullAll(): Promise<void> {
      await Promise.all(channels.map(pull))
    },

    /** How many messages wait or are at work in this process. */
    workingCount: () => atWork.size,

    /** Takes up nothing more; what is at work comes to its end, the rest is there at the next start. */
    async stop(): Promise<void> {
      stopping = true
      await Promise.all(pulls)
      await queue.onIdle()
    },
  }
}

interface Taken {
  id: number
  peerId: string
  done: Promise<void>
}

const responseOf = (id: number) => `response:${id}`
