import { maskPersonalData } from '../../../bot/mask-personal-data.js'
import type { Propose } from '../../../bot/propose.js'
import { callerText, LONGEST_CALL, latestOf, type Segment } from './call-text.js'
import type { ClientMessage, ServerMessage } from './stream-messages.js'
import { suggestionsOf } from './suggestions-of.js'

/** So long nobody spoke or typed: the caller pauses. */
const PAUSE_MS = 300
/** What was said is kept so long after the last participant has left, for a page that is loaded again. */
const KEPT_MS = 10 * 60_000

export interface LiveCallsDeps {
  propose: Propose
  /** Stores what was shown; the list is on its way already. */
  record(callId: string, shown: Extract<ServerMessage, { type: 'suggestions' }>): Promise<void>
  onError(error: unknown): void
  /** Milliseconds; default 300. */
  pauseMs?: number
}

interface LiveCall {
  segments: Map<string, Segment>
  regionCode: string | null
  participants: Set<Participant>
  list: number
  pause: NodeJS.Timeout | undefined
  /** When the caller paused, by `performance.now()`, with words that no list speaks to yet. */
  pausedAtMs: number | null
  isProposing: boolean
  recorded: Promise<void>
  forget: NodeJS.Timeout | undefined
  /** The last list, for who joins. */
  last: ServerMessage | null
  /** What the last list was made from. */
  answered: string
}

interface Participant {
  send(message: ServerMessage): void
  /** The server stops. */
  end(): void
}

/** Calls that this process hears: what is said comes in, and what may be said to it goes out at each pause. */
export function createLiveCalls({ propose, record, onError, pauseMs = PAUSE_MS }: LiveCallsDeps) {
  const calls = new Map<string, LiveCall>()
  const stopped = new AbortController()

  function callOf(callId: string): LiveCall {
    const known = calls.get(callId)
    if (known) return known
    const call: LiveCall = {
      segments: new Map(),
      regionCode: null,
      participants: new Set(),
      list: 0,
      pause: undefined,
      pausedAtMs: null,
      isProposing: false,
      recorded: Promise.resolve(),
      forget: undefined,
      last: null,
      answered: '',
    }
    calls.set(callId, call)
    return call
  }

  function paused(callId: string, call: LiveCall): void {
    clearTimeout(call.pause)
    call.pausedAtMs = performance.now()
    if (!call.isProposing) void suggest(callId, call)
  }

  /** One list at a time; words that came meanwhile make the next one. */
  async function suggest(callId: string, call: LiveCall): Promise<void> {
    call.isProposing = true
    try {
      while (call.pausedAtMs !== null && !stopped.signal.aborted) {
        const { pausedAtMs } = call
        call.pausedAtMs = null
        const shown = await suggestionsAt(call, pausedAtMs)
        if (!shown) continue
        call.last = shown
        for (const { send } of call.participants) send(shown)
        call.recorded = call.recorded.then(() => record(callId, shown)).catch(onError)
      }
    } catch (error) {
      if (stopped.signal.aborted) return
      onError(error)
      for (const { send } of call.participants) send(problem('failed'))
    } finally {
      call.isProposing = false
    }
  }

  /** @returns null: nothing new was said */
  async function suggestionsAt(call: LiveCall, pausedAtMs: number) {
    const text = latestOf(callerText(call.segments.values()))
    const heard = `${call.regionCode} ${text}`
    if (text === '' || heard === call.answered) return null
    call.answered = heard
    const regionCode = call.regionCode ?? undefined
    const proposals = await propose(text, { regionCode }, stopped.signal)
    const suggestions = suggestionsOf(proposals, maskPersonalData(text).masked)
    return {
      type: 'suggestions' as const,
      list: ++call.list,
      matter: proposals.matter,
      regionCode: proposals.regionCode,
      notices: [...proposals.notices],
      suggestions,
      tookMs: Math.round((performance.now() - pausedAtMs) * 10) / 10,
    }
  }

  return {
    /** Begins to listen, and tells what was heard before. */
    join(callId: string, participant: Participant) {
      const call = callOf(callId)
      clearTimeout(call.forget)
      call.participants.add(participant)
      for (const [segment, said] of call.segments) participant.send({ type: 'heard', segment, ...said })
      if (call.last) participant.send(call.last)
      return {
        hear(message: ClientMessage): void {
          if (message.type === 'region') {
            call.regionCode = message.regionCode
            paused(callId, call)
            return
          }
          const { type, segment, speaker, text } = message
          const said: Segment = { speaker, text, final: type === 'final' }
          if (lengthWith(call, segment, text) > LONGEST_CALL) {
            participant.send(problem('too_long'))
            return
          }
          if (text === '' && said.final) call.segments.delete(segment)
          else call.segments.set(segment, said)
          for (const other of call.participants) {
            if (other !== participant) other.send({ type: 'heard', segment, ...said })
          }
          if (speaker !== 'caller') return
          clearTimeout(call.pause)
          if (said.final) paused(callId, call)
          else call.pause = setTimeout(paused, pauseMs, callId, call)
        },
        leave(): void {
          call.participants.delete(participant)
          if (call.participants.size > 0) return
          clearTimeout(call.pause)
          call.forget = setTimeout(() => calls.delete(callId), KEPT_MS)
          call.forget.unref()
        },
      }
    },

    /** Resolves when every list that was sent is stored. */
    recorded: (callId: string): Promise<void> => calls.get(callId)?.recorded ?? Promise.resolve(),

    /** What was said is of no use any more. */
    end(callId: string): void {
      const call = calls.get(callId)
      if (!call) return
      clearTimeout(call.pause)
      clearTimeout(call.forget)
      calls.delete(callId)
    },

    /** Every list that was sent is stored then. */
    async stop(): Promise<void> {
      stopped.abort(new Error('The server is stopping'))
      const open = [...calls.values()]
      for (const { participants } of open) for (const participant of participants) participant.end()
      for (const callId of calls.keys()) this.end(callId)
      await Promise.all(open.map(({ recorded }) => recorded))
    },
  }
}

function lengthWith({ segments }: LiveCall, segment: string, text: string): number {
  let length = text.length - (segments.get(segment)?.text.length ?? 0)
  for (const said of segments.values()) length += said.text.length
  return length
}

const PROBLEMS = {
  bad_message: '消息格式不对，没有收下。',
  too_long: '这通电话的文字太长，后面的没有收下。',
  failed: '这次没有找到建议，请接着记录。',
}

export function problem(code: keyof typeof PROBLEMS): ServerMessage {
  return { type: 'problem', code, message: PROBLEMS[code] }
}
