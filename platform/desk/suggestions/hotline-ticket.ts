import { type Answer, emptyAnswer } from '../../../bot/answer.js'
import type { Conversations } from '../../../bot/conversations.js'
import { maskPersonalData } from '../../../bot/mask-personal-data.js'
import type { Proposals, Propose } from '../../../bot/propose.js'
import type { TicketFacts, TicketRequest } from '../../../bot/ticket-ports.js'
import type { TurnResult } from '../../../bot/turn.js'
import { zhCN } from '../../../bot/words/zh-CN.js'
import type { Db, Transact } from '../../../storage/database.js'
import type { AuditLog } from '../../staff/audit/audit-log.js'
import type { StaffMember } from '../../staff/staff-member.js'
import { factsOf } from '../../tickets/facts-of.js'
import type { Tickets } from '../../tickets/tickets.js'
import { latestOf } from './call-text.js'
import { hotlineWords } from './hotline-words.js'

const MOST_SOURCES = 10
const LONGEST_SUMMARY = 300

/** Which words `hotlineWords.contactNotice` are: a change of them is a new version. */
const NOTICE = 'hotline 2026-11-29'

/** A ticket as the call suggests it; staff may change everything. */
export interface TicketDraft
  extends Pick<TicketRequest, 'matter' | 'serviceLine' | 'regionCode' | 'urgency'> {
  facts: TicketFacts
  /** What may be answered; '': nothing was found. */
  answer: string
  sources: { passageId: string; name: string }[]
  /** To be read to the caller before their number is kept. */
  notice: string
}

export interface TicketForm extends Omit<TicketDraft, 'sources' | 'notice'> {
  /** What the caller said. */
  text: string
  /** null: the number in what was said, if there is one. */
  phone: string | null
  consent: 'own' | 'guardian' | null
}

export interface HotlineTicketDeps {
  db: Db
  transact: Transact
  conversations: Pick<Conversations, 'create' | 'accept' | 'finish'>
  tickets: Pick<Tickets, 'openTicket'>
  audit: AuditLog
  propose: Propose
  /** Who keeps the numbers of callers, and for how many days after the end of a ticket; 0: until asked to erase. */
  contacts: { keeper: string; keepDays: number }
}

export function createHotlineTickets(deps: HotlineTicketDeps) {
  const { db, transact, conversations, tickets, audit } = deps
  const propose = (text: string, regionCode: string | null) =>
    deps.propose(latestOf(text), { regionCode: regionCode ?? undefined }, new AbortController().signal)

  /** The conversation of a call holds one message: what the caller said. */
  async function conversationOf(callId: string, regionCode: string | null): Promise<string> {
    const read = () =>
      db
        .selectFrom('hotline_calls')
        .select('conversation_id')
        .where('id', '=', callId)
        .executeTakeFirstOrThrow()
    const { conversation_id: known } = await read()
    if (known !== null) return known
    const { id } = await conversations.create({ channel: 'hotline', regionCode: regionCode ?? undefined })
    await db
      .updateTable('hotline_calls')
      .set({ conversation_id: id })
      .where('id', '=', callId)
      .where('conversation_id', 'is', null)
      .execute()
    return (await read()).conversation_id ?? id
  }

  return {
    async draft(text: string, regionCode: string | null): Promise<TicketDraft> {
      const proposals = await propose(text, regionCode)
      const answer = bestOf(proposals)
      return {
        facts: factsOf([maskPersonalData(text).masked]),
        matter: proposals.matter ?? 'other',
        serviceLine: proposals.serviceLine,
        regionCode: regionCode ?? proposals.regionCode,
        urgency: proposals.urgent ? 'urgent' : 'normal',
        answer: answer ? textOf(answer) : '',
        sources: basesOf(proposals).map(({ passageId, lawTitle, number }) => ({
          passageId,
          name: lawTitle + (number ?? ''),
        })),
        notice: hotlineWords.contactNotice(deps.contacts),
      }
    },

    /**
     * A call opens one ticket, however often it is asked to; what was said first stays.
     * @returns the line that is read to the caller too
     */
    async open(callId: string, form: TicketForm, member: StaffMember) {
      const { regionCode } = form
      const proposals = await propose(form.text, regionCode)
      const conversationId = await conversationOf(callId, regionCode)
      const accepted = await conversations.accept({
        conversationId,
        clientMessageId: callId,
        text: form.text,
        kind: 'handoff',
        regionCode: regionCode ?? undefined,
      })
      if (accepted.status === 'busy') throw new Error(`Call ${callId} has another open message`)
      const facts = maskedFacts(form.facts)
      const ticket = await tickets.openTicket({
        conversationId,
        messageId: accepted.messageId,
        reason: 'on_request',
        urgency: form.urgency,
        matter: form.matter,
        serviceLine: form.serviceLine,
        regionCode,
        summaryMasked: summaryOf(facts, form.text),
        draft: draftOf(form.answer, proposals),
        sources: basesOf(proposals).map(({ passageId }) => passageId),
        contact: form.phone,
        consent: form.consent && { noticeVersion: NOTICE, byGuardian: form.consent === 'guardian' },
        facts,
        openedBy: { kind: 'staff', id: member.id, name: member.name },
      })
      const reply: TurnResult = {
        outcome: 'handed_off_on_request',
        answer: { ...emptyAnswer(zhCN.ticketOpened(ticket.number)), aiGenerated: false },
        ticket,
        trace: {
          intent: null,
          matter: form.matter,
          serviceLine: form.serviceLine,
          region: regionCode,
          standaloneQuestion: null,
          probability: null,
          sources: [],
          steps: [],
          endedBy: 'hotline',
        },
      }
      // Nobody holds a conversation that has no other end.
      await conversations.finish(accepted.messageId, reply, reply)
      await transact(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('hotline_calls')
          .set({ ticket_id: ticket.id, matter: form.matter })
          .where('id', '=', callId)
          .where('ticket_id', 'is', null)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) return
        await audit.record(trx, { actorId: member.id, action: 'ticket.open', subject: ticket.number })
      })
      const { number, queryCode } = ticket
      return { number, queryCode, line: hotlineWords.opened(number, queryCode) }
    },
  }
}

function bestOf({ urgent, answers, law }: Proposals): Answer | null {
  return urgent ?? answers[0]?.answer ?? law?.answer ?? null
}

function textOf({ summary, points, steps }: Answer): string {
  return [summary, ...[...points, ...steps].map(({ text }) => text)].join('\n')
}

/** What staff wrote instead of the suggested answer keeps its grounds. */
function draftOf(text: string, proposals: Proposals): Answer | null {
  const suggested = bestOf(proposals)
  if (text.trim() === '') return null
  if (suggested && text === textOf(suggested)) return suggested
  const bases = suggested?.bases ?? []
  return {
    ...emptyAnswer(text),
    bases,
    summaryCitationIds: bases.map((_, n) => n + 1),
    aiGenerated: false,
  }
}

/** What the answers rest on, each passage once. */
function basesOf({ urgent, answers, law }: Proposals) {
  const all = [urgent, ...answers.map(({ answer }) => answer), law?.answer ?? null]
    .flatMap((answer) => answer?.bases ?? [])
    .flatMap((basis) => (basis.passageId === null ? [] : [{ ...basis, passageId: basis.passageId }]))
  return [...new Map(all.map((basis) => [basis.passageId, basis])).values()].slice(0, MOST_SOURCES)
}

function maskedFacts(facts: TicketFacts): TicketFacts {
  return Object.fromEntries(
    Object.entries(facts)
      .map(([part, text]) => [part, maskPersonalData(text).masked.trim()])
      .filter(([, text]) => text !== ''),
  )
}

function summaryOf({ what, wish }: TicketFacts, text: string): string {
  const told = [what, wish].filter(Boolean).join('；')
  return (told || maskPersonalData(text).masked).slice(0, LONGEST_SUMMARY)
}
