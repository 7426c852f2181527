import { emptyAnswer } from './answer.js'
import type { UnansweredMessage } from './conversations/message-store.js'
import type { Conversations } from './conversations.js'
import type { HandOffReason, OpenedTicket, OpenTicket } from './ticket-ports.js'
import type { Trace, TurnResult } from './turn.js'
import type { Words } from './words/zh-CN.js'

interface Deps {
  conversations: Pick<Conversations, 'timeline' | 'history'>
  openTicket: OpenTicket
  words: Words
  onError?(error: unknown, messageId: string): void
}

/** The citizen pressed 转人工: the ticket is about the question before it. */
export async function handOffResult(message: UnansweredMessage, deps: Deps): Promise<TurnResult> {
  const ticket = await tryOpenTicket(message, 'on_request', deps)
  if (!ticket) return failed(message, null, deps)
  const answer = {
    ...emptyAnswer(deps.words.handedOffOnRequest),
    points: [{ text: deps.words.ticketOpened(ticket.number), citationIds: [] }],
    aiGenerated: false,
  }
  return { outcome: 'handed_off_on_request', answer, ticket, trace: traceOf('handoff') }
}

/** A form that was filled in: the ticket holds it whole. */
export async function applicationResult(message: UnansweredMessage, deps: Deps): Promise<TurnResult> {
  const { conversationId, messageId, regionCode = null, brief } = message
  if (!brief) throw new TypeError(`Application ${messageId} was stored without what its ticket says`)
  const ticket = await deps.openTicket({
    ...brief,
    conversationId,
    messageId,
    reason: 'application',
    urgency: 'normal',
    regionCode,
  })
  const answer = {
    ...emptyAnswer(deps.words.applicationHandedIn),
    points: [{ text: deps.words.ticketOpened(ticket.number), citationIds: [] }],
    aiGenerated: false,
  }
  return { outcome: 'handed_off_application', answer, ticket, trace: traceOf('application') }
}

/** The words go to people, and the bot says nothing. @param outcome default: our staff hold the conversation */
export function silentResult(
  words: Pick<Words, 'receivedByStaff'>,
  outcome: 'silent_live' | 'silent_elsewhere' = 'silent_live',
): TurnResult {
  const answer = { ...emptyAnswer(words.receivedByStaff), aiGenerated: false }
  return { outcome, answer, ticket: null, trace: traceOf('live') }
}

/** The channel is off. @param isTold the citizen has read so before, and no platform repeats it */
export function channelOffResult({ channelOff }: Pick<Words, 'channelOff'>, isTold: boolean): TurnResult {
  const answer = { ...emptyAnswer(channelOff), aiGenerated: false }
  const outcome = isTold ? 'silent_channel_off' : 'declined_channel_off'
  return { outcome, answer, ticket: null, trace: traceOf('channel-off') }
}

/** A fault inside the bot: a human gets the question, where a ticket can still be opened. */
export async function failedResult(message: UnansweredMessage, deps: Deps): Promise<TurnResult> {
  return failed(message, await tryOpenTicket(message, 'failed', deps), deps)
}

function failed(message: UnansweredMessage, ticket: OpenedTicket | null, { words }: Deps): TurnResult {
  const summary = ticket ? words.failedWithTicket(ticket.number) : words.failedInternal
  const answer = { ...emptyAnswer(summary), aiGenerated: false }
  return { outcome: 'failed_internal', answer, ticket, trace: traceOf(message.kind) }
}

async function tryOpenTicket(
  message: UnansweredMessage,
  reason: HandOffReason,
  { conversations, openTicket, onError }: Deps,
): Promise<OpenedTicket | null> {
  const { conversationId, messageId, regionCode = null } = message
  try {
    const [exchanges, entries] = await Promise.all([
      conversations.history(conversationId),
      conversations.timeline(conversationId, 2),
    ])
    const last = exchanges.at(-1)
    const own = entries.find((entry) => entry.messageId === messageId)?.textMasked ?? ''
    const summaryMasked = message.kind === 'handoff' && last ? `${last.question}\n${own}`.trim() : own
    return await openTicket({
      conversationId,
      messageId,
      reason,
      urgency: 'normal',
      matter: last?.matter ?? 'other',
      serviceLine: null,
      regionCode,
      summaryMasked,
      // What was answered to the question that the citizen was not content with.
      draft: message.kind === 'handoff' ? (last?.answer ?? null) : null,
      sources: last?.answer.bases.flatMap(({ passageId }) => passageId ?? []),
      ...message.brief,
    })
  } catch (error) {
    onError?.(error, messageId)
    return null
  }
}

function traceOf(endedBy: string): Trace {
  return {
    intent: null,
    matter: null,
    serviceLine: null,
    region: null,
    standaloneQuestion: null,
    probability: null,
    sources: [],
    steps: [],
    endedBy,
  }
}
