import type { z } from 'zod'
import { isMatter } from '../../knowledge/matter.js'
import { toDeskError } from '../desk/desk-error.js'
import { seesPersonalData } from '../desk/personal-data.js'
import type { StaffRequest } from '../staff/access/staff-access.js'
import type { TicketDetails } from '../tickets/read-tickets.js'
import type { CheckText } from './check-text.js'
import { hidePersonalData } from './hide-personal-data.js'
import { columnsOf, type ProposalRows } from './proposal-rows.js'
import type { ReviewDeps } from './review-deps.js'
import { reviewErrors } from './review-errors.js'
import {
  type ProposalView,
  type QaStatus,
  type QaText,
  QUESTION_LENGTH,
  type ticketQaReply,
} from './review-wire.js'
import { regionsAround } from './view-proposal.js'

/** Nothing more is to be proposed. */
const SETTLED: readonly QaStatus[] = ['in_review', 'published', 'merged']

/** What staff answered in tickets, as questions with answers for everybody. */
export function createFromTickets(
  { db, transact, tickets, now, randomBytes }: ReviewDeps,
  texts: Pick<CheckText, 'publicNumbers'>,
  rows: ProposalRows,
) {
  async function ticketOf(number: string, { scope }: StaffRequest): Promise<TicketDetails> {
    try {
      return await tickets.show(number, scope)
    } catch (error) {
      throw await toDeskError(error, db)
    }
  }

  return {
    /** What of a ticket may be proposed, with personal data made general, or what became of it. */
    async show(number: string, who: StaffRequest): Promise<z.infer<typeof ticketQaReply>> {
      const [ticket, row] = [await ticketOf(number, who), await rows.ofTicket(number)]
      const proposal = row ? await rows.view(row, who.member) : null
      const regions = regionsAround(ticket.regionCode)
      const answer = answerOf(ticket)
      if (answer === null || (proposal && SETTLED.includes(proposal.status)))
        return { proposal, draft: null, hidden: [], regions }
      const shown = seesPersonalData(who.member, ticket.assigneeId)
      const { texts: general, hidden } = hidePersonalData(
        [questionOf(ticket), answer],
        await texts.publicNumbers(),
        saidIn(ticket),
      )
      const matter = isMatter(ticket.matter) ? ticket.matter : 'other'
      const [question = '', told = ''] = general
      return {
        proposal,
        // What was sent back is improved, not begun anew.
        draft: proposal
          ? textOf(proposal)
          : { question: question.slice(0, QUESTION_LENGTH), answer: told, matter, regionCode: null },
        hidden: hidden.map((part) => (shown ? part : { ...part, value: null })),
        regions,
      }
    },

    /** @throws {StaffError} 400 `unfit`, 409 `proposed`, `not_answered` */
    async propose(number: string, text: QaText, who: StaffRequest): Promise<ProposalView> {
      const { member } = who
      const ticket = await ticketOf(number, who)
      if (answerOf(ticket) === null) throw reviewErrors.notAnswered()
      const before = await rows.ofTicket(number)
      const citations = await rows.citationsOf(text, saidIn(ticket))
      const values = {
        ...columnsOf(text, citations),
        status: 'in_review',
        office_id: ticket.officeId,
        author_id: member.id,
        author_name: member.name,
        editor_id: null,
        editor_name: null,
        submitted_at: now().toISOString(),
        decider_name: null,
        decided_at: null,
        reason: null,
        answer_version_id: null,
      } as const
      if (before) {
        const { status } = await rows.view(before, member)
        if (SETTLED.includes(status)) throw reviewErrors.proposed(before.author_name)
      }
      const row = await transact(async (trx) => {
        const stored = before
          ? await rows.change(trx, before, values)
          : await trx
              .insertInto('qa_proposals')
              .values({
                ...values,
                id: `qa_${randomBytes(12).toString('base64url')}`,
                version: 1,
                ticket_number: number,
              })
              .onConflict((conflict) => conflict.column('ticket_number').doNothing())
              .returningAll()
              .executeTakeFirst()
        if (!stored) throw reviewErrors.proposed('同事')
        await rows.record(trx, member, 'propose', stored)
        return stored
      })
      return rows.view(row, member)
    },
  }
}

const textOf = ({ question, answer, matter, regionCode }: QaText): QaText => ({
  question,
  answer,
  matter,
  regionCode,
})

/** The last one, without its greeting. */
function answerOf({ events }: TicketDetails): string | null {
  const last = events.findLast(({ kind }) => kind === 'replied')
  if (last?.kind !== 'replied') return null
  return last.payload.text.replace(/^(?:您好|你好)[，,。！!：:]*\s*/, '').trim() || null
}

const saidIn = ({ transcript }: TicketDetails) => transcript.map(({ text }) => text)

/** What the citizen asked first; what they told later is their own story. */
function questionOf({ transcript, summaryMasked }: TicketDetails): string {
  const first = transcript.find(({ role }) => role === 'citizen')?.text ?? summaryMasked
  return first.replace(/\s+/g, ' ').trim()
}
