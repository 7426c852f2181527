import { createSeqFollower } from '../../../storage/follow-seqs.js'
import type { LiveEventRow } from '../../../storage/tables.js'
import { seesOffice } from '../../staff/access/add-staff-access.js'
import type { StaffMember } from '../../staff/staff-member.js'
import { placesOf } from '../live/conversation-office.js'
import type { DeskChange, DeskFeedDeps, PlacedChange } from './feed-deps.js'
import { createFollowTalk } from './follow-talk.js'

export interface DeskReader {
  member: StaffMember
  tokenHash: string
  send(change: DeskChange): void
  /** Their session is over. */
  end(): void
}

export type DeskFeed = ReturnType<typeof createDeskFeed>

/** For clocks that differ, and for what is committed late. */
const LATE_MS = 20_000
const MOVES = ['transferred', 'returned', 'escalated']

/** Tells open desks what changed, whichever process changed it. However many are open, each table is asked once a poll. */
export function createDeskFeed(deps: DeskFeedDeps) {
  const { db, dataKey, visibleOffices, sessions, pollMs = 400, sessionCheckMs = 15_000, onError } = deps
  const readers = new Set<DeskReader>()
  let sessionTimer: NodeJS.Timeout | undefined
  let begun: Promise<(() => void)[]> | undefined

  const ticketEvents = createSeqFollower({
    read: readTicketEvents,
    last: () => lastSeq('ticket_events'),
    keyOf: () => '',
    pollMs,
    onError,
  })
  const liveEvents = createSeqFollower({
    read: readLiveEvents,
    last: () => lastSeq('live_events'),
    keyOf: () => '',
    pollMs,
    onError,
  })
  const talk = createFollowTalk({ ...deps, pollMs })

  async function lastSeq(table: 'ticket_events' | 'live_events'): Promise<number> {
    const row = await db
      .selectFrom(table)
      .select((eb) => eb.fn.max('seq').as('last'))
      .executeTakeFirst()
    return Number(row?.last ?? 0)
  }

  async function readTicketEvents(
    afterSeq: number,
    limit: number,
  ): Promise<(PlacedChange & { seq: number })[]> {
    const rows = await db
      .selectFrom('ticket_events as e')
      .innerJoin('tickets as t', 't.id', 'e.ticket_id')
      .select(['e.seq', 'e.kind', 'e.actor_name', 'e.created_at', 'e.payload_encrypted'])
      .select(['t.number', 't.status', 't.version', 't.urgency', 't.office_id', 't.assignee_id'])
      .where('e.seq', '>', afterSeq)
      .orderBy('e.seq')
      .limit(limit)
      .execute()
    return rows.map((row) => {
      const left = MOVES.includes(row.kind)
        ? [
            (JSON.parse(dataKey.decrypt(row.payload_encrypted)) as { fromOfficeId: string | null })
              .fromOfficeId,
          ]
        : []
      const data = {
        number: row.number,
        kind: row.kind,
        status: row.status,
        version: row.version,
        urgency: row.urgency,
        officeId: row.office_id,
        assigneeId: row.assignee_id,
        by: row.actor_name,
        at: row.created_at,
      }
      return { seq: row.seq, change: { event: 'ticket', data }, officeIds: [row.office_id, ...left] }
    })
  }

  async function readLiveEvents(
    afterSeq: number,
    limit: number,
  ): Promise<(PlacedChange & { seq: number })[]> {
    const rows: Pick<LiveEventRow, 'seq' | 'conversation_id' | 'kind' | 'staff_name' | 'created_at'>[] =
      await db
        .selectFrom('live_events')
        .select(['seq', 'conversation_id', 'kind', 'staff_name', 'created_at'])
        .where('seq', '>', afterSeq)
        .orderBy('seq')
        .limit(limit)
        .execute()
    const places = await placesOf(db, [...new Set(rows.map((row) => row.conversation_id))])
    return rows.map((row) => ({
      seq: row.seq,
      change: {
        event: 'conversation',
        data: {
          conversationId: row.conversation_id,
          kind: row.kind,
          by: row.staff_name,
          at: row.created_at,
        },
      },
      officeIds: [places.get(row.conversation_id)?.officeId ?? null],
    }))
  }

  async function deliver({ change, officeIds }: PlacedChange): Promise<void> {
    for (const reader of [...readers]) {
      // Worked out anew every few seconds: offices may move below others.
      const scope = await visibleOffices(reader.member)
      if (readers.has(reader) && officeIds.some((id) => seesOffice(scope, id))) reader.send(change)
    }
  }

  /** One change after the other, so that a reader gets them in order. */
  let delivering = Promise.resolve()
  function onChange(change: PlacedChange) {
    // What was there before the first reader came is read by the readers themselves.
    if (change.change.data.at < tellFrom) return
    delivering = delivering.then(() => deliver(change)).catch(onError)
  }

  let tellFrom = ''

  async function begin() {
    tellFrom = new Date(deps.now().getTime() - LATE_MS).toISOString()
    const ends: (() => void)[] = []
    try {
      ends.push(await ticketEvents.subscribe('', onChange))
      ends.push(await liveEvents.subscribe('', onChange))
      ends.push(await talk.start(onChange))
      return ends
    } catch (error) {
      for (const end of ends) end()
      begun = undefined
      throw error
    }
  }

  async function endSignedOut() {
    // Not those who come while the database is asked: it was not asked about them.
    const asked = [...readers]
    const alive = await sessions.alive([...new Set(asked.map(({ tokenHash }) => tokenHash))])
    for (const reader of asked) if (!alive.has(reader.tokenHash)) reader.end()
  }

  return {
    /**
     * Resolves once nothing committed from now on can be missed.
     * @returns ends the subscription
     */
    async subscribe(reader: DeskReader): Promise<() => void> {
      begun ??= begin()
      await begun
      readers.add(reader)
      sessionTimer ??= setInterval(() => endSignedOut().catch(onError), sessionCheckMs).unref()
      return () => {
        readers.delete(reader)
        if (readers.size > 0) return
        clearInterval(sessionTimer)
        sessionTimer = undefined
        const ended = begun
        begun = undefined
        void ended?.then((ends) => {
          for (const end of ends) end()
        })
      }
    },

    count: () => readers.size,

    stop(): void {
      clearInterval(sessionTimer)
      ticketEvents.stop()
      liveEvents.stop()
      talk.stop()
    },
  }
}
