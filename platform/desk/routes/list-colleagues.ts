import { z } from 'zod'
import { seesOffice } from '../../staff/access/add-staff-access.js'
import { requireStaff } from '../../staff/access/staff-access.js'
import { staffErrors } from '../../staff/staff-error.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { workKeysOf } from '../../tickets/ticket-row.js'
import { WORKING_ROLES } from '../desk-roles.js'
import { colleagueView, deskError, listColleaguesQuery } from '../wire.js'
import type { DeskHttpOptions } from './desk-http-options.js'

/** What counts as work in somebody's hands. */
const IN_HANDS = workKeysOf(['taken', 'waiting_for_citizen'])

export function listColleaguesRoute(server: StaffServer, { db }: DeskHttpOptions): void {
  server.get(
    '/api/desk/staff',
    {
      config: { access: { roles: WORKING_ROLES, scope: 'office' } },
      schema: {
        tags: ['工作台'],
        summary: '可以派单给谁：本机构和下级机构在岗的人，手上工单少的在前',
        querystring: listColleaguesQuery,
        response: { 200: z.object({ staff: z.array(colleagueView) }), '4xx': deskError },
      },
    },
    async (request) => {
      const { scope } = requireStaff(request)
      const { office } = request.query
      if (office !== undefined && !seesOffice(scope, office)) throw staffErrors.noOffice()
      const [rows, counts] = await Promise.all([
        db
          .selectFrom('staff')
          .select(['id', 'name', 'role', 'office_id'])
          .where('status', '=', 'active')
          .where('role', 'in', WORKING_ROLES)
          .$if(office !== undefined, (query) => query.where('office_id', '=', office ?? ''))
          .orderBy('name')
          .execute(),
        db
          .selectFrom('tickets')
          .select('assignee_id')
          .select((eb) => eb.fn.countAll().as('count'))
          .where('work_key', '>=', IN_HANDS.from)
          .where('work_key', '<', IN_HANDS.to)
          .where('assignee_id', 'is not', null)
          .groupBy('assignee_id')
          .execute(),
      ])
      const open = new Map(counts.map(({ assignee_id, count }) => [assignee_id, Number(count)]))
      const staff = rows
        .filter(({ office_id }) => seesOffice(scope, office_id))
        .map(({ id, name, role, office_id }) => ({
          id,
          name,
          role,
          officeId: office_id,
          openTickets: open.get(id) ?? 0,
        }))
      return { staff: staff.sort((a, b) => a.openTickets - b.openTickets) }
    },
  )
}
