import type { FastifyRequest } from 'fastify'
import type { StaffScope } from '../../tickets/staff-scope.js'
import type { Session } from '../session/sessions.js'
import { staffErrors } from '../staff-error.js'
import { STAFF_ROLES, type StaffMember, type StaffRole } from '../staff-member.js'
import type { KeyScope } from './key-scopes.js'

/**
 * Who may use a route, declared in its `config`; one without it is not registered.
 * `anyone`: also without a session; `signing_in`: with a session, also where a second factor is still due.
 * `own`: what belongs to the member; `office`: what belongs to their office and those below it. Whatever a path names
 * (`:memberId`) must be that, or is not found; a handler that lists takes `requireStaff(request).scope`.
 * `shared`: what all who have the role keep together, as the knowledge of the province; a program may use it too, with a
 * key that has the scope `key`.
 */
export type StaffAccess =
  | { roles: 'anyone'; scope: 'none' }
  | { roles: 'signing_in'; scope: 'own' }
  | { roles: readonly StaffRole[]; scope: 'own' | 'office' }
  | { roles: readonly StaffRole[]; scope: 'shared'; key: KeyScope }

export const EVERYBODY: readonly StaffRole[] = STAFF_ROLES

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: StaffAccess
  }
  interface FastifyRequest {
    /** Put there by `addStaffAccess`, read through the functions below. */
    staff: { session: Session | null; member: StaffMember; scope: StaffScope | null } | null
  }
}

export interface StaffRequest {
  member: StaffMember
  /** What the member may see. */
  scope: StaffScope
}

/**
 * Who asks, on a route with scope `office`.
 * @throws {Error} the route declares another scope
 */
export function requireStaff(request: FastifyRequest): StaffRequest {
  const { member, scope } = requireAdmitted(request)
  if (!scope)
    throw new Error(`${request.routeOptions.url} reads a scope and does not declare scope: 'office'`)
  return { member, scope }
}

/** Who asks: a member, or a program under the name of its key. */
export function requireMember(request: FastifyRequest): StaffMember {
  return requireAdmitted(request).member
}

/** Whose session it is. @throws {StaffError} 401 there is none */
export function requireSession(request: FastifyRequest): Session {
  const { session } = requireAdmitted(request)
  if (!session) throw staffErrors.signedOut()
  return session
}

function requireAdmitted(request: FastifyRequest) {
  if (!request.staff) throw staffErrors.signedOut()
  return request.staff
}
