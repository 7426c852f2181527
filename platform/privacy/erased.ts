import { emptyAnswer } from '../../bot/answer.js'

/** Stands where a text was. */
export const ERASED = '〔已删除〕'

export const ERASED_ANSWER = { ...emptyAnswer(ERASED), aiGenerated: false }

type Json = Record<string, unknown>

/** What somebody wrote, in events of tickets and conversations and in messages of the exchange. */
const WRITTEN = ['text', 'reason', 'comment', 'actorName'] as const

function withoutTexts(payload: Json): Json {
  const kept = { ...payload }
  for (const key of WRITTEN) if (typeof kept[key] === 'string') kept[key] = ERASED
  return kept
}

/** @param kind of the event: the reason of an opening is no text, but one of a few words */
export function eraseTicketPayload(kind: string, payload: Json): Json {
  if (kind !== 'opened') return withoutTexts(payload)
  const { facts: _facts, draft: _draft, ...kept } = payload
  return kept
}

/** Of an event that the citizen's page shows. */
export const eraseConversationPayload = withoutTexts

/** Of a message of the exchange, either way. */
export function eraseExchangePayload(message: Json): Json {
  const { citizenMessages: _messages, data, ticket, ...kept } = message
  return {
    ...withoutTexts(kept),
    ...(data !== undefined && { data: withoutTexts(data as Json) }),
    ...(ticket !== undefined && { ticket: { ...(ticket as Json), summary: ERASED } }),
  }
}

/** What was worked out in a turn, without what was asked. */
export function eraseTrace(trace: Json): Json {
  return { ...trace, standaloneQuestion: null }
}
