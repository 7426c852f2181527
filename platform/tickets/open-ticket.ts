import { randomUUID } from 'node:crypto'
import type { OpenedTicket, TicketRequest } from '../../bot/ticket-ports.js'
import { openWorkCalendar } from '../../knowledge/calendar/work-calendar.js'
import { officeFor } from '../../knowledge/office-tree.js'
import { createAppendEvent } from './append-event.js'
import { readOfficeHours, USUAL_HOURS } from './calendar/office-hours.js'
import { hashContact } from './contact-hash.js'
import { contactOf } from './contact-of.js'
import { factsOf } from './facts-of.js'
import { hashQueryCode, newQueryCode, queryCodeOf } from './query-code.js'
import { type Consent, recordConsent } from './record-consent.js'
import type { TicketActor } from './ticket-command.js'
import type { TicketDeps } from './ticket-deps.js'
import { nextTicketNumber } from './ticket-number.js'
import { deadlinesFrom, USUAL_LIMITS } from './time-limits.js'
import { TRANSCRIPT_LENGTH } from './transcript.js'

const BOT: TicketActor = { kind: 'bot', id: null, name: 'bot' }

/** A ticket that staff open for a citizen who speaks to them. */
interface StaffTicketRequest extends TicketRequest {
  /** Absent: the bot. */
  openedBy?: TicketActor
  /** Without it a number is kept only where a life is at stake. */
  consent?: Consent | null
}

export function createOpenTicket(deps: TicketDeps) {
  const { db, transact, dataKey, conversations, now } = deps
  const { limits = USUAL_LIMITS, calendar = openWorkCalendar() } = deps
  const appendEvent = createAppendEvent(deps)

  /** The ticket that this message opened, if it did. */
  async function findOpenedTicket(messageId: string): Promise<OpenedTicket | null> {
    const row = await db
      .selectFrom('tickets')
      .select(['id', 'number', 'status', 'query_code_hash'])
      .where('message_id', '=', messageId)
      .executeTakeFirst()
    if (!row) return null
    const { query_code_hash, ...ticket } = row
    return { ...ticket, queryCode: queryCodeOf(dataKey, messageId, query_code_hash) }
  }

  /** @returns null: another process opened it in the meantime */
  async function tryOpen(request: StaffTicketRequest): Promise<OpenedTicket | null> {
    const queryCode = newQueryCode(dataKey, request.messageId)
    const at = now()
    const said = await conversations.timeline(request.conversationId, TRANSCRIPT_LENGTH)
    const mentioned = contactOf(said.map((entry) => entry.text))
    const { facts = factsOf(said.map((entry) => entry.textMasked)), openedBy = BOT } = request
    return transact(async (trx) => {
      const { channel } = await trx
        .selectFrom('conversations')
        .select('channel')
        .where('id', '=', request.conversationId)
        .executeTakeFirstOrThrow()
      // Citizens are asked before a number is kept; where a life is at stake nobody waits for that.
      const { consent = null, urgency } = request
      const mayKeep = consent !== null || urgency === 'urgent'
      const contact = mayKeep ? (request.contact ?? (urgency === 'urgent' ? mentioned : null)) : null
      const row = await trx
        .insertInto('tickets')
        .values({
          id: `t_${randomUUID()}`,
          number: await nextTicketNumber(trx, at),
          query_code_hash: hashQueryCode(dataKey, queryCode),
          conversation_id: request.conversationId,
          message_id: request.messageId,
          reason: request.reason,
          status: 'waiting',
          urgency: request.urgency,
          matter: request.matter,
          service_line: request.serviceLine,
          region_code: request.regionCode,
          summary_masked: request.summaryMasked,
          created_at: at.toISOString(),
          version: 0,
          channel,
          contact_encrypted: contact === null ? null : dataKey.encrypt(contact),
          contact_hash: contact === null ? null : hashContact(dataKey, contact),
        })
        .onConflict((conflict) => conflict.column('message_id').doNothing())
        .returningAll()
        .executeTakeFirst()
      if (!row) return null
      if (contact !== null && consent !== null) await recordConsent(trx, row.id, consent, at)
      // Somebody in danger is helped by whoever is nearest, whatever that office is for.
      const serviceLine = request.urgency === 'urgent' ? null : request.serviceLine
      const office = await officeFor(trx, request.regionCode, serviceLine)
      const hours = office ? readOfficeHours(office.hours) : USUAL_HOURS
      const payload = {
        reason: request.reason,
        officeId: office?.id ?? null,
        level: office?.level ?? 'province',
        deadlines: deadlinesFrom(at, request.urgency, hours, { limits, calendar }),
        facts,
        draft: request.draft ?? null,
        sources: request.sources ?? [],
      } as const
      const opened = await appendEvent(trx, row, { kind: 'opened', payload }, openedBy, at.toISOString())
      if (!opened) throw new Error(`Ticket ${row.number} changed while it was opened`)
      const { id, number, status } = opened.ticket
      return { id, number, status, queryCode }
    })
  }

  const openTicket = async (request: StaffTicketRequest): Promise<OpenedTicket> => {
    const ticket =
      (await findOpenedTicket(request.messageId)) ??
      (await tryOpen(request)) ??
      (await findOpenedTicket(request.messageId))
    if (!ticket) throw new Error(`The ticket of message ${request.messageId} was neither opened nor found`)
    return ticket
  }

  return { openTicket, findOpenedTicket }
}
