import { emptyAnswer } from './answer.js'
import type { StepDeps } from './bot-deps.js'
import type { Ending } from './step.js'
import type { TicketStatus } from './ticket-ports.js'
import type { Turn } from './turn.js'
import type { Words } from './words/zh-CN.js'

const MOST_TICKETS = 3

/** Where the tickets of this conversation stand, newest first, with what staff wrote. */
export async function reportTickets(
  turn: Turn,
  { findTickets, words }: Pick<StepDeps, 'findTickets' | 'words'>,
): Promise<Ending> {
  const tickets = (await findTickets(turn.input.conversationId)).slice(0, MOST_TICKETS)
  const lines = tickets.flatMap((ticket) => tell(ticket, words))
  const [summary = words.noTicket, ...rest] = lines
  const points = rest.map((text) => ({ text, citationIds: [] }))
  return {
    outcome: 'answered_ticket_status',
    answer: { ...emptyAnswer(summary), points, aiGenerated: false },
    turn,
  }
}

function tell({ number, status, replies }: TicketStatus, words: Words): string[] {
  return [words.ticketStands[status](number), ...replies.map(({ text }) => text)]
}
