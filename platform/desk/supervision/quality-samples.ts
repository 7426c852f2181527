import type { Transaction } from 'kysely'
import type { z } from 'zod'
import { chinaDate } from '../../../knowledge/china-date.js'
import type { Tables } from '../../../storage/tables.js'
import type { StaffRequest } from '../../staff/access/staff-access.js'
import { staffErrors } from '../../staff/staff-error.js'
import { EVERYTHING, type StaffScope } from '../../tickets/staff-scope.js'
import { endedSinceKeys } from '../../tickets/ticket-row.js'
import type { DeskDeps } from '../desk-deps.js'
import { deskErrors } from '../desk-error.js'
import { officeNames } from '../tickets/view-row.js'
import type { qualityMarks, sampleBody, samplePage, sampleView } from './supervision-wire.js'

/** Of the tickets that an office closed in a week, at least so many are looked through. */
const SHARE = 0.05
const DAY_MS = 86_400_000

type Marks = z.infer<typeof qualityMarks>

export function createQualitySamples(deps: DeskDeps) {
  const { db, transact, dataKey, audit, now, randomBytes } = deps

  /** Tickets that were closed in the week and still are. */
  async function closedIn(trx: Pick<Transaction<Tables>, 'selectFrom'>, week: string, scope: StaffScope) {
    const { from, to } = boundsOf(week)
    const keys = endedSinceKeys(from)
    let query = trx
      .selectFrom('tickets')
      .select(['id', 'office_id', 'status'])
      .where('work_key', '>=', keys.from)
      .where('work_key', '<', keys.to)
      .where('closed_at', '>=', from.toISOString())
      .where('closed_at', '<', to.toISOString())
    if (scope.officeIds !== 'all') query = query.where('office_id', 'in', scope.officeIds)
    const ended = await query.execute()
    return ended.filter(({ status }) => status === 'closed')
  }

  async function drawnIn(trx: Pick<Transaction<Tables>, 'selectFrom'>, week: string, scope: StaffScope) {
    let query = trx
      .selectFrom('quality_samples')
      .select(['ticket_id', 'office_id', 'reviewed_at'])
      .where('week', '=', week)
    if (scope.officeIds !== 'all') query = query.where('office_id', 'in', scope.officeIds)
    return query.execute()
  }

  /** In the range of 0 up to, not including, `below`. */
  const randomIndex = (below: number) => randomBytes(6).readUIntBE(0, 6) % below

  async function draw(week: string, scope: StaffScope, actorId: string | null): Promise<number> {
    return transact(async (trx) => {
      const [closed, drawn] = [await closedIn(trx, week, scope), await drawnIn(trx, week, scope)]
      const known = new Set(drawn.map(({ ticket_id }) => ticket_id))
      let count = 0
      for (const officeId of new Set(closed.map(({ office_id }) => office_id))) {
        const here = closed.filter(({ office_id }) => office_id === officeId)
        const rest = here.filter(({ id }) => !known.has(id))
        let missing = Math.ceil(here.length * SHARE) - (here.length - rest.length)
        for (; missing > 0; missing--) {
          const [chosen] = rest.splice(randomIndex(rest.length), 1)
          const inserted = await trx
            .insertInto('quality_samples')
            .values({
              id: `q_${randomBytes(12).toString('base64url')}`,
              ticket_id: chosen!.id,
              office_id: officeId,
              week,
              drawn_at: now().toISOString(),
            })
            .onConflict((conflict) => conflict.doNothing())
            .returning('id')
            .executeTakeFirst()
          if (inserted) count++
        }
      }
      if (count > 0) {
        await audit.record(trx, { actorId, action: 'sample.draw', subject: week, details: { count } })
      }
      return count
    })
  }

  async function read(
    { week, open }: { week?: string; open?: boolean },
    { officeIds }: StaffScope,
  ): Promise<z.infer<typeof sampleView>[]> {
    let query = db
      .selectFrom('quality_samples as q')
      .innerJoin('tickets as t', 't.id', 'q.ticket_id')
      .selectAll('q')
      .select(['t.number', 't.assignee_name', 't.summary_masked'])
    if (officeIds !== 'all') query = query.where('q.office_id', 'in', officeIds)
    if (week !== undefined) query = query.where('week', '=', week)
    if (open !== undefined) query = query.where('reviewed_at', open ? 'is' : 'is not', null)
    const rows = await query.orderBy('week', 'desc').orderBy('t.number').limit(500).execute()
    const names = await officeNames(
      db,
      rows.map(({ office_id }) => office_id),
    )
    return rows.map((row) => ({
      id: row.id,
      number: row.number,
      officeId: row.office_id,
      officeName: names.get(row.office_id) ?? null,
      week: row.week,
      assigneeName: row.assignee_name,
      summary: row.summary_masked,
      drawnAt: row.drawn_at,
      marks: row.marks === null ? null : (JSON.parse(row.marks) as Marks),
      note: row.note_encrypted === null ? null : dataKey.decrypt(row.note_encrypted),
      reviewerId: row.reviewer_id,
      reviewedBy: row.reviewer_name,
      reviewedAt: row.reviewed_at,
    }))
  }

  return {
    /** Where a sample belongs; null: there is none. */
    async placeOf(id: string): Promise<{ officeId: string | null } | null> {
      const row = await db
        .selectFrom('quality_samples')
        .select('office_id')
        .where('id', '=', id)
        .executeTakeFirst()
      return row ? { officeId: row.office_id } : null
    },

    /**
     * Draws what is missing to the share of each office. Whatever was drawn before counts, so that it may be called again.
     * @param week any day of it; default: the last whole week
     */
    async draw(week: string | undefined, { member, scope }: StaffRequest): Promise<number> {
      return draw(mondayOf(week ?? lastWeek(now())), scope, member.id)
    },

    /** The last whole week, everywhere: by the server itself. */
    drawLastWeek: () => draw(mondayOf(lastWeek(now())), EVERYTHING, null),

    async list(
      filter: { week?: string; open?: boolean },
      { scope }: StaffRequest,
    ): Promise<z.infer<typeof samplePage>> {
      const week = filter.week && mondayOf(filter.week)
      const sharesOf = week ?? mondayOf(lastWeek(now()))
      const [samples, closed, drawn] = await Promise.all([
        read({ ...filter, week }, scope),
        closedIn(db, sharesOf, scope),
        drawnIn(db, sharesOf, scope),
      ])
      const places = [...new Set([...closed, ...drawn].map(({ office_id }) => office_id))]
      const names = await officeNames(db, places)
      const count = (rows: readonly { office_id: string | null }[], officeId: string | null) =>
        rows.filter(({ office_id }) => office_id === officeId).length
      return {
        samples,
        shares: places.map((officeId) => ({
          officeId,
          officeName: names.get(officeId) ?? null,
          closed: count(closed, officeId),
          sampled: count(drawn, officeId),
          reviewed: count(
            drawn.filter(({ reviewed_at }) => reviewed_at !== null),
            officeId,
          ),
        })),
      }
    },

    /** The reviewer may correct it; nobody else may. @throws {StaffError} 404, 409 `reviewed` */
    review: (
      id: string,
      { marks, note }: z.infer<typeof sampleBody>,
      { member }: StaffRequest,
    ): Promise<void> =>
      transact(async (trx) => {
        const row = await trx
          .selectFrom('quality_samples')
          .innerJoin('tickets', 'tickets.id', 'ticket_id')
          .select(['reviewer_id', 'reviewer_name', 'number'])
          .where('quality_samples.id', '=', id)
          .executeTakeFirst()
        if (!row) throw staffErrors.notFound()
        const { numUpdatedRows } = await trx
          .updateTable('quality_samples')
          .set({
            marks: JSON.stringify(marks),
            note_encrypted: dataKey.encrypt(note),
            reviewer_id: member.id,
            reviewer_name: member.name,
            reviewed_at: now().toISOString(),
          })
          .where('id', '=', id)
          .where((eb) => eb.or([eb('reviewer_id', 'is', null), eb('reviewer_id', '=', member.id)]))
          .executeTakeFirst()
        if (numUpdatedRows === 0n) throw deskErrors.reviewed(row.reviewer_name ?? '同事')
        await audit.record(trx, {
          actorId: member.id,
          action: 'sample.review',
          subject: row.number,
          details: { sample: id, marks },
        })
      }),
  }
}

/** Monday of the week of a day. */
function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  const sinceMonday = (date.getUTCDay() + 6) % 7
  return new Date(date.getTime() - sinceMonday * DAY_MS).toISOString().slice(0, 10)
}

function lastWeek(now: Date): string {
  return chinaDate(new Date(now.getTime() - 7 * DAY_MS))
}

/** From Monday up to the next one, in China. */
function boundsOf(monday: string): { from: Date; to: Date } {
  const from = new Date(`${monday}T00:00:00+08:00`)
  return { from, to: new Date(from.getTime() + 7 * DAY_MS) }
}
