import PQueue from 'p-queue'
import type { Channel, RawRequest, RawResponse } from '../channel.js'
import { createAnswerMessage, StoppingError } from './answer-message.js'
import { createDeliveries } from './deliveries.js'
import { createInbox } from './inbox.js'
import type { MessagingDeps } from './messaging-deps.js'
import { createSendDue } from './send-due.js'

/** Messages at work at once in this process. */
const AT_WORK = 32
/** With more before it, a message is not worth waiting for within its response. */
const WORTH_WAITING = 64

export type Messaging = ReturnType<typeof createMessaging>

/**
 * Takes in what platforms bring and answers it: on disk before it is acknowledged, done once, whatever the platform
 * sends again; of one citizen one after the other.
 */
export function createMessaging(deps: MessagingDeps) {
  const { channels, words, onError, now } = deps
  const inbox = createInbox(deps)
  const deliveries = createDeliveries(deps)
  let stopping = false
  const answerMessage = createAnswerMessage(deps, inbox, () => stopping)
  const queue = new PQueue({ concurrency: AT_WORK })
  const atWork = new Map<number, Promise<string | null>>()
  /** The last message of each citizen. */
  const chains = new Map<string, Promise<unknown>>()

  /** Starts on a message, or joins whoever is at it. The result is the cause of its deliveries. */
  function start(id: number, peerId: string): Promise<string | null> {
    const known = atWork.get(id)
    if (known) return known
    const before = chains.get(peerId) ?? Promise.resolve()
    const work = before
      .then(() => queue.add(() => answerMessage(id)))
      .catch((error: unknown) => {
        // Left where it is: whoever looks for what waits takes it up.
        if (!(error instanceof StoppingError)) onError(error, `message ${id} of a platform`)
        return null
      })
      .finally(() => {
        atWork.delete(id)
        if (chains.get(peerId) === work) chains.delete(peerId)
      })
    atWork.set(id, work)
    chains.set(peerId, work)
    return work
  }

  async function take(channel: Channel, messages: Parameters<typeof inbox.store>[1]) {
    const stored = await inbox.store(channel, messages)
    return stored.map(({ id, peerId }) => ({ id, done: start(id, peerId) }))
  }

  /** Holds the response back as long as the platform lets it, for the answer. */
  async function answerWithin(channel: Channel, id: number, done: Promise<string | null>) {
    const { withinMs, fits } = channel.inResponse!
    const { peerId, content } = await inbox.read(id)
    const later = channel.maySend() ? words.working : words.workingFetch
    if (content?.kind === 'unfollowed' || queue.size > WORTH_WAITING) {
      await deliveries.sendWithoutResponse(peerId)
      return content?.kind === 'unfollowed' ? null : later
    }
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), withinMs)
    })
    const ended = await Promise.race([done, tooLate])
    clearTimeout(timer)
    return (
      (await deliveries.takeForResponse(peerId, responseOf(id), fits)) ?? (ended === 'late' ? later : null)
    )
  }

  /** What `take` has stored is not brought again. */
  async function pull(channel: Channel): Promise<void> {
    try {
      await channel.pull?.(async (batch) => void (await take(channel, batch)))
    } catch (error) {
      onError(error, channel.name)
    }
  }

  return {
    channels,
    deliveries,
    sendDue: createSendDue(deps, deliveries),

    /**
     * @returns the response to the platform, and what is to be called once it has left
     * @throws {ForgedRequestError} {UnreadableRequestError} nothing was stored
     */
    async receive(
      channel: Channel,
      request: RawRequest,
    ): Promise<RawResponse & { left?: () => Promise<void> }> {
      const received = await channel.receive(request)
      const taken = await take(channel, received.messages)
      for (const { platformId, failure } of received.reports ?? [])
        await deliveries.reported(platformId, failure)
      if (received.pull) void pull(channel)
      const [only, more] = taken
      if (!only || more || !channel.inResponse) return received.respond(null)
      const text = await answerWithin(channel, only.id, only.done)
      return {
        ...received.respond(text),
        ...(text !== null && { left: () => deliveries.responseLeft(responseOf(only.id)) }),
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
      queue.clear()
      await queue.onIdle()
    },
  }
}

const responseOf = (id: number) => `response:${id}`
