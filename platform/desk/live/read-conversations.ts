import type { z } from 'zod'
import type { TimelineEntry } from '../../../bot/conversations/timeline.js'
import type { Outcome } from '../../../bot/outcome.js'
import type { Trace } from '../../../bot/turn.js'
import { fullRegionName } from '../../../knowledge/regions.js'
import type { LiveTakeoverRow } from '../../../storage/tables.js'
import { seesOffice } from '../../staff/access/add-staff-access.js'
import { staffErrors } from '../../staff/staff-error.js'
import type { StaffMember } from '../../staff/staff-member.js'
import type { StaffScope } from '../../tickets/staff-scope.js'
import { transcriptOf } from '../../tickets/transcript.js'
import type { DeskDeps } from '../desk-deps.js'
import { masked, seesPersonalData } from '../personal-data.js'
import { type ConversationPlace, lastTurns, placesOf } from './conversation-office.js'
import { findWaiting } from './find-waiting.js'
import type {
  liveConversation,
  liveConversationView,
  livePage,
  liveTranscriptLine,
  takeoverView,
} from './live-wire.js'

type LiveConversation = z.infer<typeof liveConversation>
type Line = z.infer<typeof liveTranscriptLine>
/** As far as the bot's trace says. */
type Judged = Pick<Trace, 'matter' | 'probability'>

/** A conversation without a message for so long is over, unless staff hold it. */
const LIVE_MS = 30 * 60_000
/** Looked at, the newest first; of them a member sees those of their offices. */
const MOST_LOOKED_AT = 1000
const MOST_SHOWN = 200
const TRANSCRIPT_LENGTH = 200

export function createReadConversations(deps: DeskDeps) {
  const { db, dataKey, conversations, mask, now } = deps

  async function lastMessages(ids: readonly string[]) {
    const rows = await db
      .selectFrom('messages')
      .leftJoin('turns', 'turns.message_id', 'messages.id')
      .select(['messages.conversation_id', 'text_masked', 'messages.created_at', 'outcome'])
      .where('messages.conversation_id', 'in', ids)
      .where((eb) =>
        eb(
          'messages.created_at',
          '=',
          eb
            .selectFrom('messages as other')
            .select((inner) => inner.fn.max('other.created_at').as('last'))
            .whereRef('other.conversation_id', '=', 'messages.conversation_id'),
        ),
      )
      .execute()
    return new Map(rows.map((row) => [row.conversation_id, row]))
  }

  async function describe(
    ids: readonly string[],
    places: ReadonlyMap<string, ConversationPlace>,
  ): Promise<LiveConversation[]> {
    if (ids.length === 0) return []
    const turns = await lastTurns(db, ids)
    const [rows, messages, takeovers, waiting] = await Promise.all([
      db.selectFrom('conversations').select(['id', 'channel', 'created_at']).where('id', 'in', ids).execute(),
      lastMessages(ids),
      db.selectFrom('live_takeovers').selectAll().where('conversation_id', 'in', ids).execute(),
      findWaiting(db, ids, turns),
    ])
    const takeoverOf = new Map(takeovers.map((row) => [row.conversation_id, row]))
    return rows.map(({ id, channel, created_at }) => {
      const message = messages.get(id)
      const turn = turns.get(id)
      const takeover = takeoverOf.get(id)
      const place = places.get(id)
      const trace = turn ? (JSON.parse(turn.trace) as Judged) : null
      return {
        id,
        channel,
        regionCode: place?.regionCode ?? null,
        regionName: place?.regionCode ? fullRegionName(place.regionCode) : null,
        officeId: place?.officeId ?? null,
        lastMessageAt: message?.created_at ?? created_at,
        lastMessage: message?.text_masked ?? '',
        matter: trace?.matter ?? place?.matter ?? null,
        probability: trace?.probability ?? null,
        outcome: (turn?.outcome as Outcome | undefined) ?? null,
        waiting: waiting.get(id) ?? null,
        ticketNumber: place?.ticketNumber ?? null,
        takeover: takeover ? viewTakeover(takeover) : null,
        elsewhere: message?.outcome === 'silent_elsewhere',
      }
    })
  }

  async function probabilities(conversationId: string): Promise<Map<string, number | null>> {
    const rows = await db
      .selectFrom('turns')
      .select(['message_id', 'trace'])
      .where('conversation_id', '=', conversationId)
      .execute()
    return new Map(
      rows.map(({ message_id, trace }) => [message_id, (JSON.parse(trace) as Judged).probability]),
    )
  }

  async function staffLines(conversationId: string): Promise<Line[]> {
    const [live, events] = await Promise.all([
      db
        .selectFrom('live_events')
        .selectAll()
        .where('conversation_id', '=', conversationId)
        .orderBy('seq')
        .execute(),
      conversations.eventsOf(conversationId, 0),
    ])
    const own = live.map((row): Line => {
      const text = row.text_encrypted === null ? NOTICES[row.kind] : dataKey.decrypt(row.text_encrypted)
      const role = row.kind === 'staff_message' ? 'staff' : row.kind === 'whisper' ? 'whisper' : 'notice'
      return { role, text, at: row.created_at, by: row.staff_name, ...NOT_OF_BOT }
    })
    const onTickets = events.flatMap((event): Line[] =>
      event.kind === 'staff_reply'
        ? [{ role: 'staff', text: event.text, at: event.at, by: null, ...NOT_OF_BOT }]
        : [],
    )
    return [...own, ...onTickets]
  }

  return {
    /** Newest first, those that staff hold before others. */
    async list({ officeIds }: StaffScope): Promise<z.infer<typeof livePage>> {
      const readAt = now()
      const since = new Date(readAt.getTime() - LIVE_MS).toISOString()
      const [recent, held] = await Promise.all([
        db
          .selectFrom('messages')
          .select('conversation_id')
          .where('created_at', '>', since)
          .groupBy('conversation_id')
          .orderBy((eb) => eb.fn.max('created_at'), 'desc')
          .limit(MOST_LOOKED_AT)
          .execute(),
        db.selectFrom('live_takeovers').select('conversation_id').execute(),
      ])
      const ids = [...new Set([...held, ...recent].map(({ conversation_id }) => conversation_id))]
      const places = await placesOf(db, ids)
      const seen = ids.filter((id) => seesOffice({ officeIds }, places.get(id)?.officeId ?? null))
      const found = await describe(seen.slice(0, MOST_SHOWN), places)
      found.sort(
        (a, b) =>
          Number(b.takeover !== null) - Number(a.takeover !== null) ||
          (a.lastMessageAt < b.lastMessageAt ? 1 : -1),
      )
      return { conversations: found, readAt: readAt.toISOString() }
    },

    /** @throws {StaffError} 404 */
    async show(id: string, member: StaffMember): Promise<z.infer<typeof liveConversationView>> {
      const [described] = await describe([id], await placesOf(db, [id]))
      if (!described) throw staffErrors.notFound()
      const personalDataShown = seesPersonalData(member, described.takeover?.staffId ?? null)
      const readAt = now().toISOString()
      const [entries, probabilityOf, byStaff] = await Promise.all([
        conversations.timeline(id, TRANSCRIPT_LENGTH),
        probabilities(id),
        staffLines(id),
      ])
      const said = entries.flatMap((entry) => linesOf(entry, probabilityOf))
      const transcript = [...said, ...byStaff].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
      const shown = personalDataShown ? transcript : transcript.map((line) => hidden(line, mask))
      return { ...described, personalDataShown, transcript: shown, readAt }
    },
  }
}

const NOTICES = {
  taken_over: '接入会话，智能助手停止答复',
  released: '交还智能助手',
  timed_out: '超时未回复，已交还智能助手',
  staff_message: '',
  whisper: '',
} as const

const NOT_OF_BOT = { probability: null, answer: null } as const

function linesOf(entry: TimelineEntry, probabilityOf: ReadonlyMap<string, number | null>): Line[] {
  return transcriptOf([entry]).map((line) => ({
    ...line,
    by: null,
    ...(line.role === 'bot'
      ? { probability: probabilityOf.get(entry.messageId) ?? null, answer: entry.reply?.answer ?? null }
      : NOT_OF_BOT),
  }))
}

function hidden(line: Line, mask: (text: string) => string): Line {
  return { ...line, text: mask(line.text), answer: masked(line.answer, mask) }
}

function viewTakeover(row: LiveTakeoverRow): z.infer<typeof takeoverView> {
  return { staffId: row.staff_id, staffName: row.staff_name, since: row.taken_at, endsAt: row.ends_at }
}
