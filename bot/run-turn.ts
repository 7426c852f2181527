import type { NewMessage, UnansweredMessage } from './conversations/message-store.js'
import type { StoredReply } from './conversations/open-reply.js'
import type { Conversations } from './conversations.js'
import {
  applicationResult,
  channelOffResult,
  failedResult,
  handOffResult,
  silentResult,
} from './results-without-bot.js'
import type { Progress, StepContext } from './step.js'
import { isInDanger } from './steps/screen-message.js'
import { NOTHING_OFF, type ReadSwitches } from './switches.js'
import type { OpenedTicket, OpenTicket } from './ticket-ports.js'
import type { TurnInput, TurnResult } from './turn.js'
import type { Words } from './words/zh-CN.js'

export interface Bot {
  respond(input: TurnInput, context: StepContext): Promise<TurnResult>
}

/** Meets a ticket again, with its query code, for the message that opened it. */
export type FindOpenedTicket = (messageId: string) => Promise<OpenedTicket | null>

export interface Reply extends StoredReply {
  ticket: OpenedTicket | null
}

export interface TurnEnd {
  outcome: TurnResult['outcome']
  tookMs: number
}

export interface RunTurnDeps {
  conversations: Conversations
  bot: Bot
  openTicket: OpenTicket
  words: Words
  findOpenedTicket: FindOpenedTicket
  /** Default: nothing is off. */
  readSwitches?: ReadSwitches
  now(): Date
  /** Longest time one turn may take before it ends as failed. */
  turnTimeoutMs?: number
  /** Turns at work in this process at once; above it a new message is refused, not stored. */
  maxTurns?: number
  onTurnEnd?(end: TurnEnd): void
  /** A fault that ended a turn, or kept its reply from being stored. */
  onError?(error: unknown, messageId: string): void
}

export interface IncomingMessage extends NewMessage {
  channel: string
}

/** `running`: the message is on disk; its reply comes whether anybody still waits for it or not. */
export type Asked =
  | { status: 'busy' | 'overloaded' }
  | {
      status: 'running'
      messageId: string
      reply: Promise<Reply>
      /** @returns ends the listening */
      onProgress(listener: (progress: Progress) => void): () => void
    }

interface RunningTurn {
  reply: Promise<Reply>
  listeners: Set<(progress: Progress) => void>
}

export type RunTurn = ReturnType<typeof createRunTurn>

/** Accepts, answers once, stores. @param deps `turnTimeoutMs` default 120,000; `maxTurns` default 500 */
export function createRunTurn(deps: RunTurnDeps) {
  const { conversations, bot, findOpenedTicket, now, onError } = deps
  const { turnTimeoutMs = 120_000, maxTurns = 500, readSwitches = async () => NOTHING_OFF } = deps
  const running = new Map<string, RunningTurn>()
  const openTurns = new Set<AbortController>()
  let stopping = false
  let givenUp = false

  /** Starts the turn, or joins the one that this process already runs for the message. */
  function start(message: UnansweredMessage): RunningTurn {
    const known = running.get(message.messageId)
    if (known) return known
    const listeners = new Set<(progress: Progress) => void>()
    const turn: RunningTurn = {
      listeners,
      reply: answer(message, (progress) => {
        for (const listener of listeners) listener(progress)
      }).finally(() => running.delete(message.messageId)),
    }
    // Whoever waits gets the rejection; with nobody waiting it must not end the process.
    turn.reply.catch(() => {})
    running.set(message.messageId, turn)
    return turn
  }

  async function answer(
    message: UnansweredMessage,
    onProgress: (progress: Progress) => void,
  ): Promise<Reply> {
    const startedMs = performance.now()
    const gate = gateProgress(onProgress, () => conversations.isHeld(message.conversationId))
    const result = await resultOf(message, gate.onProgress)
    await gate.settled()
    try {
      const stored = await conversations.finish(message.messageId, result, silentResult(deps.words))
      deps.onTurnEnd?.({ outcome: stored.outcome, tookMs: performance.now() - startedMs })
      return withTicket(stored, result.ticket)
    } catch (error) {
      onError?.(error, message.messageId)
      throw error
    }
  }

  async function resultOf(
    message: UnansweredMessage,
    onProgress: (progress: Progress) => void,
  ): Promise<TurnResult> {
    if (message.kind === 'overheard') return silentResult(deps.words, 'silent_elsewhere')
    // Where the question cannot be asked, the turn goes on: what stores its reply asks again. An application gets its
    // ticket whoever holds the conversation.
    const isHeld = await conversations.isHeld(message.conversationId).catch(() => false)
    if (isHeld && message.kind !== 'application') return silentResult(deps.words)
    const { messageId, conversationId, text, channel, regionCode } = message
    const controller = new AbortController()
    const { signal } = controller
    const timer = setTimeout(
      () => controller.abort(new Error(`The turn took longer than ${turnTimeoutMs} ms`)),
      turnTimeoutMs,
    )
    openTurns.add(controller)
    try {
      const offSince = (await readSwitches()).get(channel)
      if (offSince !== undefined && !isInDanger(text)) return await channelOff(message, offSince)
      if (message.kind === 'handoff') return await handOffResult(message, deps)
      if (message.kind === 'application') return await applicationResult(message, deps)
      const input: TurnInput = { messageId, conversationId, text, channel, regionCode }
      return await untilAborted(bot.respond(input, { signal, onProgress }), signal)
    } catch (error) {
      // Left unanswered: the next start answers it.
      if (givenUp) throw error
      onError?.(error, messageId)
      return failedResult(message, deps)
    } finally {
      clearTimeout(timer)
      openTurns.delete(controller)
    }
  }

  /** On a page each message has its reply below it; a platform says it once. */
  async function channelOff(
    { conversationId, channel }: UnansweredMessage,
    since: string,
  ): Promise<TurnResult> {
    const isTold =
      channel !== 'web' && (await conversations.hasEnded(conversationId, 'declined_channel_off', since))
    return channelOffResult(deps.words, isTold)
  }

  /** A message accepted before is answered as it was stored then, whatever a copy that comes later says of it. */
  async function resume(messageId: string): Promise<RunningTurn | null> {
    const message = running.has(messageId) ? null : await conversations.unansweredMessage(messageId)
    return message ? start(message) : (running.get(messageId) ?? null)
  }

  async function withTicket(stored: StoredReply, opened: OpenedTicket | null): Promise<Reply> {
    if (stored.ticketId === null) return { ...stored, ticket: null }
    return {
      ...stored,
      ticket: opened?.id === stored.ticketId ? opened : await findOpenedTicket(stored.messageId),
    }
  }

  return {
    /** Resolves once the message is stored, or was refused. */
    async ask(message: IncomingMessage): Promise<Asked> {
      if (running.size >= maxTurns || stopping) return { status: 'overloaded' }
      const accepted = await conversations.accept(message)
      if (accepted.status === 'busy') return { status: 'busy' }
      const { messageId } = accepted
      const turn =
        accepted.status === 'new'
          ? start({
              messageId,
              conversationId: message.conversationId,
              kind: message.kind ?? 'question',
              channel: message.channel,
              text: message.text,
              regionCode: message.regionCode,
              brief: message.written?.brief,
            })
          : accepted.status === 'pending'
            ? await resume(messageId)
            : null
      if (!turn) {
        const stored =
          accepted.status === 'answered' ? accepted.reply : await conversations.storedReply(messageId)
        if (!stored) throw new Error(`Message ${messageId} is neither open nor answered`)
        return { status: 'running', messageId, reply: withTicket(stored, null), onProgress: () => () => {} }
      }
      return {
        status: 'running',
        messageId,
        reply: turn.reply,
        onProgress(listener) {
          turn.listeners.add(listener)
          return () => turn.listeners.delete(listener)
        },
      }
    },

    /**
     * Answers what was accepted and never answered.
     * @param olderThanMs leaves younger ones alone: another process may be at work on them
     * @returns how many were taken up and answered
     */
    async recover(olderThanMs = 0): Promise<number> {
      const before = olderThanMs > 0 ? new Date(now().getTime() - olderThanMs).toISOString() : undefined
      let answered = 0
      for (const messageId of await conversations.unanswered(before)) {
        if (stopping) break
        if (running.has(messageId)) continue
        // A fault was reported; the others must not wait for it.
        const turn = await resume(messageId).catch((error: unknown) => {
          onError?.(error, messageId)
          return null
        })
        await turn?.reply.then(
          () => answered++,
          () => {},
        )
      }
      return answered
    },

    runningCount: () => running.size,

    /** Takes no new message and waits for running turns; those still at work after `graceMs` are given up and answered at the next start. */
    async stop(graceMs: number): Promise<void> {
      stopping = true
      const settled = Promise.allSettled([...running.values()].map((turn) => turn.reply))
      let timer: NodeJS.Timeout | undefined
      const grace = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, graceMs)
      })
      await Promise.race([settled, grace])
      clearTimeout(timer)
      givenUp = true
      for (const controller of openTurns) controller.abort(new Error('The server is stopping'))
      await settled
    },
  }
}

/**
 * Lets text of an answer through only while nobody of the staff holds the conversation. Each text begins with the one
 * before, so that one which comes while the question is asked may be left out.
 */
function gateProgress(onProgress: (progress: Progress) => void, isHeld: () => Promise<boolean>) {
  let asking: Promise<void> | undefined
  let shut = false
  return {
    onProgress(progress: Progress): void {
      if (progress.kind !== 'partial') {
        onProgress(progress)
        return
      }
      if (shut || asking) return
      asking = isHeld()
        .then((held) => {
          shut = held
          if (!held) onProgress(progress)
        })
        .catch(() => {})
        .finally(() => {
          asking = undefined
        })
    },
    settled: async () => asking,
  }
}

/** A bot that ignores its signal must not keep the citizen waiting. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}
