import type { z } from 'zod'
import { type MaskTokens, maskPersonalData } from '../../../bot/mask-personal-data.js'
import { pageKey } from '../../../bot/page-key.js'
import { sayPlaceholders } from '../../../knowledge/placeholders.js'
import type { Passage } from '../../../retrieval/passage.js'
import type { DataKey } from '../../../storage/data-key.js'
import type { OfficeRow } from '../../../storage/tables.js'
import type { StaffRequest } from '../../staff/access/staff-access.js'
import type { TicketDetails } from '../../tickets/read-tickets.js'
import type { TicketEvent } from '../../tickets/ticket-event.js'
import { isPossible } from '../../tickets/transitions.js'
import type { DeskDeps } from '../desk-deps.js'
import { toDeskError } from '../desk-error.js'
import { masked, seesPersonalData } from '../personal-data.js'
import type { officeRef, sourceView, TicketView, ticketEventView } from '../wire.js'
import { createReadUndelivered } from './read-undelivered.js'
import { officeNames, viewRow } from './view-row.js'

type EventView = z.infer<typeof ticketEventView>

const COMMANDS = [
  'take',
  'release',
  'ask',
  'reply',
  'note',
  'transfer',
  'return',
  'escalate',
  'reopen',
  'cancel',
  'merge',
  'close',
  'call_back',
] as const

export function createShowTicket(deps: DeskDeps) {
  const { db, tickets, passages, mask } = deps
  const readUndelivered = createReadUndelivered(deps)

  async function read(number: string, { member, scope }: StaffRequest): Promise<TicketView> {
    const [ticket, targets] = await Promise.all([
      tickets.show(number, scope),
      tickets.transferTargets(number, scope),
    ])
    const [names, sources, live] = await Promise.all([
      officeNames(db, [ticket.officeId, ...ticket.events.flatMap(placesIn)]),
      passages.byIds(ticket.sources),
      db
        .selectFrom('live_takeovers')
        .innerJoin('tickets', 'tickets.conversation_id', 'live_takeovers.conversation_id')
        .select('staff_name')
        .where('number', '=', number)
        .executeTakeFirst(),
    ])
    const { conversation_id, ...opened } = await db
      .selectFrom('tickets')
      .select(['conversation_id', 'message_id', 'query_code_hash'])
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    const personalDataShown = seesPersonalData(member, ticket.assigneeId)
    const told = {
      transcript: ticket.transcript,
      events: ticket.events.map((event) => viewEvent(event, names)),
      draft: ticket.draft,
    }
    const shown = personalDataShown ? told : { ...told, ...maskedTexts(told, mask) }
    return {
      ...viewRow(ticket, names),
      ...shown,
      ...(personalDataShown
        ? await readUndelivered(conversation_id, opened)
        : { undelivered: [], queryCode: null }),
      conversationId: conversation_id,
      personalDataShown,
      contact: personalDataShown ? ticket.contact : null,
      hasContact: ticket.contact !== null,
      masks: personalDataShown ? masksOf(ticket) : [],
      facts: ticket.facts,
      sources: sources.map((passage) => viewSource(passage, deps.dataKey)),
      transferTargets: {
        above: targets.above && viewOffice(targets.above),
        below: targets.below.map(viewOffice),
        beside: targets.beside.map(viewOffice),
      },
      takenAt: ticket.takenAt,
      firstRespondedAt: ticket.firstRespondedAt,
      answeredAt: ticket.answeredAt,
      closedAt: ticket.closedAt,
      firstResponseDueAt: ticket.firstResponseDueAt,
      resolutionDueAt: ticket.resolutionDueAt,
      mergedInto: ticket.mergedInto,
      reopenedCount: ticket.reopenedCount,
      satisfied: ticket.satisfied,
      liveWith: live?.staff_name ?? null,
      possible: possibleOf(ticket),
    }
  }

  /** @throws {StaffError} 404 also where it lies outside the scope */
  return async (number: string, who: StaffRequest): Promise<TicketView> => {
    try {
      return await read(number, who)
    } catch (error) {
      throw await toDeskError(error, db)
    }
  }
}

function maskedTexts(
  { transcript, events, draft }: Pick<TicketView, 'transcript' | 'events' | 'draft'>,
  mask: (text: string) => string,
) {
  return {
    transcript: transcript.map((line) => ({ ...line, text: mask(line.text) })),
    events: events.map(({ text, reason, ...event }) => ({
      ...event,
      text: text && mask(text),
      reason: reason && mask(reason),
    })),
    draft: masked(draft, mask),
  }
}

function possibleOf(ticket: TicketDetails): string[] {
  const possible: string[] = COMMANDS.filter((command) => isPossible(command, ticket.status))
  const mayAssign = ['waiting', 'taken', 'waiting_for_citizen'].includes(ticket.status)
  return [
    ...possible.filter((command) => command !== 'call_back' || ticket.callBackDueAt !== null),
    ...(mayAssign ? ['assign'] : []),
  ]
}

/** The tokens of the summary and the facts, as they were given out while the citizen told it. */
function masksOf({ transcript, summaryMasked, facts }: TicketDetails): { token: string; value: string }[] {
  let tokens: MaskTokens = {}
  for (const { role, text } of transcript) {
    if (role === 'citizen') tokens = maskPersonalData(text, tokens).tokens
  }
  const told = [summaryMasked, ...Object.values(facts)].join('\n')
  return Object.entries(tokens)
    .filter(([token]) => told.includes(token))
    .map(([token, value]) => ({ token, value }))
}

function placesIn({ kind, payload }: TicketEvent): (string | null)[] {
  return kind === 'transferred' || kind === 'returned' || kind === 'escalated'
    ? [payload.officeId, payload.fromOfficeId]
    : []
}

function viewEvent(event: TicketEvent, names: ReadonlyMap<string | null, string>): EventView {
  const { seq, kind, actor, at } = event
  const payload = { ...event.payload } as Record<string, unknown>
  const text = (key: string) => (typeof payload[key] === 'string' ? payload[key] : null)
  const [to, from] = placesIn(event)
  const place = (id: string | null | undefined) =>
    id === undefined ? null : (names.get(id) ?? '全省统一队列')
  return {
    seq,
    kind,
    actor,
    at,
    text: text('text') ?? text('comment'),
    reason: text('reason'),
    fromOfficeName: place(from),
    toOfficeName: place(to),
    into: kind === 'merged' ? text('number') : null,
    satisfied: kind === 'rated' ? event.payload.satisfied : null,
    assignedBy: text('assignedBy'),
    deadline: 'deadline' in event.payload ? (event.payload.deadline ?? null) : null,
  }
}

function viewSource(
  { id, kind, title, article, headingPath, text }: Passage,
  dataKey: DataKey,
): z.infer<typeof sourceView> {
  const passageKey = pageKey(dataKey, 'article', id)
  return { passageId: id, passageKey, kind, title, article, headingPath, text: sayPlaceholders(text) }
}

export function viewOffice(row: OfficeRow): z.infer<typeof officeRef> {
  return {
    id: row.id,
    name: row.name,
    level: row.level,
    regionCode: row.region_code,
    phone: row.phone,
    hours: row.hours,
    serviceLines: JSON.parse(row.service_lines) as string[],
  }
}
