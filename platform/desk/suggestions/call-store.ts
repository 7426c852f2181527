import { randomUUID } from 'node:crypto'
import type { DataKey } from '../../../storage/data-key.js'
import type { Db } from '../../../storage/database.js'
import type { StaffMember } from '../../staff/staff-member.js'
import { hashContact } from '../../tickets/contact-hash.js'
import type { StaffScope } from '../../tickets/staff-scope.js'

const MOST_EARLIER = 10

export interface CallerHistory {
  calls: { at: string; staffName: string; matter: string | null; ticketNumber: string | null }[]
  tickets: { number: string; status: string; matter: string; summary: string; at: string }[]
}

/** Calls at the hotline. The number of a caller is known here by its keyed hash only. */
export function createCallStore({ db, dataKey, now }: { db: Db; dataKey: DataKey; now(): Date }) {
  return {
    async start({ id: staffId, officeId }: StaffMember): Promise<string> {
      const id = `h_${randomUUID()}`
      await db
        .insertInto('hotline_calls')
        .values({ id, staff_id: staffId, office_id: officeId, started_at: now().toISOString() })
        .execute()
      return id
    },

    find: (callId: string) =>
      db.selectFrom('hotline_calls').selectAll().where('id', '=', callId).executeTakeFirst(),

    async end(callId: string): Promise<void> {
      await db
        .updateTable('hotline_calls')
        .set({ ended_at: now().toISOString() })
        .where('id', '=', callId)
        .where('ended_at', 'is', null)
        .execute()
    },

    /** Remembers the caller by the hash. @returns earlier calls and tickets of the number that the reader may see */
    async recogniseCaller(callId: string, number: string, scope: StaffScope): Promise<CallerHistory> {
      const hash = hashContact(dataKey, number)
      await db.updateTable('hotline_calls').set({ caller_hash: hash }).where('id', '=', callId).execute()
      const { officeIds } = scope
      let calls = db
        .selectFrom('hotline_calls')
        .innerJoin('staff', 'staff.id', 'hotline_calls.staff_id')
        .leftJoin('tickets', 'tickets.id', 'hotline_calls.ticket_id')
        .select(['started_at', 'staff.name', 'hotline_calls.matter', 'tickets.number'])
        .where('caller_hash', '=', hash)
        .where('hotline_calls.id', '!=', callId)
      let tickets = db
        .selectFrom('tickets')
        .select(['number', 'status', 'matter', 'summary_masked', 'created_at'])
        .where('contact_hash', '=', hash)
      if (officeIds !== 'all') {
        calls = calls.where('hotline_calls.office_id', 'in', [...officeIds])
        tickets = tickets.where('office_id', 'in', [...officeIds])
      }
      const [earlier, opened] = await Promise.all([
        calls.orderBy('started_at', 'desc').limit(MOST_EARLIER).execute(),
        tickets.orderBy('created_at', 'desc').limit(MOST_EARLIER).execute(),
      ])
      const seen = new Set(opened.map(({ number }) => number))
      return {
        calls: earlier.map(({ started_at, name, matter, number }) => ({
          at: started_at,
          staffName: name,
          matter,
          // A ticket may lie at an office that the reader does not see.
          ticketNumber: number !== null && seen.has(number) ? number : null,
        })),
        tickets: opened.map(({ number, status, matter, summary_masked, created_at }) => ({
          number,
          status,
          matter,
          summary: summary_masked,
          at: created_at,
        })),
      }
    },
  }
}
