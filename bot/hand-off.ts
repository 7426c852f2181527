import type { Matter } from '../knowledge/matter.js'
import { type Answer, emptyAnswer } from './answer.js'
import type { StepDeps } from './bot-deps.js'
import { classifyMatter } from './language/classify-matter.js'
import { foldText } from './language/normalise-text.js'
import { findServiceLine } from './lexicon/service-terms.js'
import { maskPersonalData } from './mask-personal-data.js'
import type { Outcome } from './outcome.js'
import type { Ending } from './step.js'
import type { HandOffReason, OpenedTicket } from './ticket-ports.js'
import { noticesOf, type Turn } from './turn.js'

const LONGEST_SUMMARY = 300
const MOST_SOURCES = 10

/**
 * Opens the ticket of a turn; the same message always gets the same one.
 * @param likelyMatter where the message was not understood and says nothing of its field
 * @returns undefined where none is opened
 */
export async function openTicketOf(
  turn: Turn,
  reason: HandOffReason,
  urgency: 'normal' | 'urgent',
  deps: Pick<StepDeps, 'openTicket'>,
  likelyMatter: Matter = 'other',
): Promise<OpenedTicket | undefined> {
  if (deps.openTicket === null) return undefined
  const { understanding, input } = turn
  const masked = turn.maskedText || maskPersonalData(turn.text, turn.tokens).masked
  const folded = foldText(masked)
  const guess = classifyMatter(folded)
  return deps.openTicket({
    conversationId: input.conversationId,
    messageId: input.messageId,
    reason,
    urgency,
    matter: understanding?.matter ?? (guess.strength > 0 ? guess.matter : likelyMatter),
    serviceLine: understanding?.serviceLine ?? findServiceLine(folded),
    regionCode: understanding?.regionCode ?? input.regionCode ?? null,
    summaryMasked: summaryOf(masked, turn).slice(0, LONGEST_SUMMARY),
    draft: turn.answer,
    sources: turn.sources.slice(0, MOST_SOURCES).map(({ id }) => id),
  })
}

const OUTCOME = {
  low_confidence: 'handed_off_low_confidence',
  on_request: 'handed_off_on_request',
  no_citation: 'handed_off_no_citation',
  complaint: 'handed_off_complaint',
  answers_off: 'handed_off_answers_off',
} as const satisfies Partial<Record<HandOffReason, Outcome>>

/** Says why, gives the ticket's number and what to have ready. @param because the first sentence */
export async function handOff(
  turn: Turn,
  reason: keyof typeof OUTCOME,
  because: string,
  deps: Pick<StepDeps, 'openTicket' | 'words'>,
): Promise<Ending> {
  const { words } = deps
  const ticket = await openTicketOf(turn, reason, 'normal', deps)
  const matter = turn.understanding?.matter ?? 'other'
  const point = (text: string) => ({ text, citationIds: [] })
  const answer: Answer = {
    ...emptyAnswer(because),
    points: [
      point(ticket ? words.ticketOpened(ticket.number) : words.needsHuman),
      ...(reason === 'complaint' ? [] : [point(words.prepare(words.prepareFor[matter]))]),
      point(words.callHotline),
    ],
    notices: noticesOf(turn),
  }
  return { outcome: OUTCOME[reason], answer, ticket, turn }
}

/** 转人工 alone says nothing: the question before it does. */
function summaryOf(masked: string, turn: Turn): string {
  const whole = turn.understanding?.standaloneQuestion ?? masked
  if (masked.length > 12 || whole !== masked) return whole
  const before = turn.history.at(-1)
  return before === undefined ? whole : `${before.standaloneQuestion}\n${whole}`
}
