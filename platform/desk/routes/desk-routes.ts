import { officeById } from '../../../knowledge/office-tree.js'
import type { SubjectReader } from '../../staff/access/add-staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { auditRoutes } from './audit.js'
import { conversationRoutes } from './conversations.js'
import type { DeskHttpOptions } from './desk-http-options.js'
import { exchangeRoutes } from './exchange.js'
import { listColleaguesRoute } from './list-colleagues.js'
import { listTicketsRoute } from './list-tickets.js'
import { officeRoutes } from './offices.js'
import { runCommandRoutes } from './run-commands.js'
import { sampleRoutes } from './samples.js'
import { savedViewRoutes } from './saved-views.js'
import { showSupervisionRoute } from './show-supervision.js'
import { showTicketRoute } from './show-ticket.js'
import { switchRoutes } from './switches.js'
import { watchDeskRoute } from './watch-desk.js'

/** Whose the things are that paths of the desk name, for `addStaffAccess`. */
export function deskSubjects({
  desk,
  db,
}: Pick<DeskHttpOptions, 'desk' | 'db'>): Record<string, SubjectReader> {
  return {
    number: desk.placeOfTicket,
    conversationId: desk.placeOfConversation,
    sampleId: desk.samples.placeOf,
    viewId: desk.views.ownerOf,
    letterId: desk.exchange.placeOfLetter,
    officeId: async (id) => ((await officeById(db, id)) ? { officeId: id } : null),
  }
}

/** Everything under /api/desk. To be called after `addStaffRoutes`. */
export function addDeskRoutes(server: StaffServer, options: DeskHttpOptions): void {
  listTicketsRoute(server, options)
  showTicketRoute(server, options)
  runCommandRoutes(server, options)
  officeRoutes(server, options)
  listColleaguesRoute(server, options)
  savedViewRoutes(server, options)
  watchDeskRoute(server, options)
  conversationRoutes(server, options)
  showSupervisionRoute(server, options)
  sampleRoutes(server, options)
  exchangeRoutes(server, options)
  auditRoutes(server, options)
  switchRoutes(server, options)
}
