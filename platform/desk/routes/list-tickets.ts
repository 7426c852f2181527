import type { z } from 'zod'
import { TICKET_STATUSES } from '../../../bot/ticket-ports.js'
import { isMatter } from '../../../knowledge/matter.js'
import { seesOffice } from '../../staff/access/add-staff-access.js'
import { requireStaff, type StaffRequest } from '../../staff/access/staff-access.js'
import { staffErrors } from '../../staff/staff-error.js'
import type { StaffServer } from '../../staff/staff-server.js'
import type { TicketFilter } from '../../tickets/list-tickets.js'
import { WORKING_ROLES } from '../desk-roles.js'
import { officeNames, viewRow } from '../tickets/view-row.js'
import { deskError, listTicketsQuery, ticketPage } from '../wire.js'
import type { DeskHttpOptions } from './desk-http-options.js'

export function listTicketsRoute(server: StaffServer, { db, tickets }: DeskHttpOptions): void {
  server.get(
    '/api/desk/tickets',
    {
      config: { access: { roles: WORKING_ROLES, scope: 'office' } },
      schema: {
        tags: ['工作台'],
        summary: '工单队列：我的、本机构、含下级；按办理先后排列',
        querystring: listTicketsQuery,
        response: { 200: ticketPage, '4xx': deskError },
      },
    },
    async (request) => {
      const list = await tickets.list(filterOf(request.query, requireStaff(request)))
      const names = await officeNames(
        db,
        list.tickets.map(({ officeId }) => officeId),
      )
      return { ...list, tickets: list.tickets.map((entry) => viewRow(entry, names)) }
    },
  )
}

/** @throws {StaffError} 400 an office that the member does not see */
function filterOf(query: z.infer<typeof listTicketsQuery>, { member, scope }: StaffRequest): TicketFilter {
  const { view, status, matter, urgency, region, office, assignee, overdue, callBack, q, cursor, limit } =
    query
  if (office !== undefined && !seesOffice(scope, office)) throw staffErrors.noOffice()
  const isNumber = q !== undefined && /^[\d-]+$/.test(q)
  return {
    scope,
    statuses: status,
    urgency,
    matter: matter !== undefined && isMatter(matter) ? matter : undefined,
    regionCode: region,
    overdue,
    callBack,
    // A number finds its ticket also where it has ended.
    ...(isNumber && status === undefined ? { statuses: TICKET_STATUSES } : {}),
    ...(isNumber ? { number: q } : { text: q }),
    assigneeId: view === 'mine' ? member.id : assignee,
    ...(office !== undefined ? { officeId: office } : view === 'office' ? { officeId: member.officeId } : {}),
    after: cursor,
    limit,
  }
}
