import { emptyAnswer } from './answer.js'
import type { UnansweredMessage } from './conversations/message-store.js'
import type { Conversations } from './conversations.js'
import type { HandOffReason, OpenTicket } from './ticket-ports.js'
import type { OpenedTicket, Trace, TurnResult } from './turn.js'

interface Deps {
  conversations: Pick<Conversations, 'timeline' | 'history'>
  openTicket: OpenTicket
  onError?(error: unknown, messageId: string): void
}

/** The citizen pressed 转人工: the ticket is about the question before it. */
export async function handOffResult(message: UnansweredMessage, deps: Deps): Promise<TurnResult> {
  const ticket = await tryOpenTicket(message, 'on_request', deps)
  if (!ticket) return failed(message, null)
  const answer = {
    ...emptyAnswer(
      `已为您转人工，工单号 ${ticket.number}。工作人员的答复会显示在本页面，也可凭工单号和查询码查询。`,
    ),
    aiGenerated: false,
  }
  return { outcome: 'handed_off_on_request', answer, ticket, trace: traceOf('handoff') }
}

/** A fault inside the bot: a human gets the question, where a ticket can still be opened. */
export async function failedResult(message: UnansweredMessage, deps: Deps): Promise<TurnResult> {
  return failed(message, await tryOpenTicket(message, 'failed', deps))
}

function failed(message: UnansweredMessage, ticket: OpenedTicket | null): TurnResult {
  const summary = ticket
    ? `抱歉，系统刚才出了点问题，没能答复您。已为您转人工，工单号 ${ticket.number}，工作人员会尽快答复。`
    : '抱歉，系统刚才出了点问题，没能答复您。请稍后再问一次，或拨打 12348 公共法律服务热线。'
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
