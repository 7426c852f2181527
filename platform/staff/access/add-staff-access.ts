import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import type { StaffScope } from '../../tickets/staff-scope.js'
import { PLAIN_TEXT } from '../plain-text.js'
import type { Session, Sessions } from '../session/sessions.js'
import { staffErrors } from '../staff-error.js'
import type { StaffMember } from '../staff-member.js'
import { memberOf } from '../staff-member.js'
import type { KeyScope } from './key-scopes.js'
import { isSameOrigin } from './same-origin.js'
import type { SessionCookie } from './session-cookie.js'
import type { StaffAccess } from './staff-access.js'

const CSRF_HEADER = 'x-wenfa-csrf'
const STAFF_PATHS = /^\/api\/(staff|desk|knowledge)(\/|$)/
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

export interface StaffRoute {
  method: string
  url: string
  access: StaffAccess
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route that declares an access: tests go through them. */
    staffRoutes: StaffRoute[]
  }
}

/** To whom what a path names belongs: an office (null: the province itself), or one member alone. null: there is none. */
export type SubjectReader = (
  value: string,
) => Promise<{ officeId: string | null } | { ownerId: string } | null>

export interface StaffAccessDeps {
  sessions: Pick<Sessions, 'find'>
  cookie: SessionCookie
  visibleOffices(member: StaffMember): Promise<StaffScope>
  /** The program whose key it is; null: it has not that scope, has run out or is none. */
  findKey(key: string, scope: KeyScope): Promise<StaffMember | null>
  /** By name of the path's parameter. */
  subjects: Readonly<Record<string, SubjectReader>>
  publicUrl: string | undefined
}

/**
 * The one place where staff requests are let in or refused, by what the route declares, before anything of their body
 * is read. A route under /api/staff, /api/desk or /api/knowledge that declares nothing, or whose path names something of which nobody
 * knows whose it is, is not registered.
 */
export function addStaffAccess(server: FastifyInstance, deps: StaffAccessDeps): void {
  server.decorateRequest('staff', null)
  const routes: StaffRoute[] = []
  server.decorate('staffRoutes', routes)
  server.addHook('onRoute', (route) => {
    const { url, method, config } = route
    if (STAFF_PATHS.test(url)) checkDeclaration(route, deps.subjects)
    if (config?.access)
      for (const one of [method].flat()) routes.push({ method: one, url, access: config.access })
  })
  server.addHook('onRequest', async (request) => {
    const { access } = request.routeOptions.config
    if (access) await admit(request, access, deps)
  })
}

function checkDeclaration(
  { method, url, config }: RouteOptions,
  subjects: StaffAccessDeps['subjects'],
): void {
  const access = config?.access
  if (!access) throw new Error(`Route ${method} ${url} does not declare who may use it: config.access`)
  if (access.scope === 'none' || access.scope === 'shared') return
  for (const name of parametersOf(url)) {
    if (!Object.hasOwn(subjects, name)) {
      throw new Error(`Route ${method} ${url}: nobody can say whose :${name} is (subjects of addStaffAccess)`)
    }
  }
}

/** /members/:memberId → memberId */
export function parametersOf(url: string): string[] {
  return [...url.matchAll(/:(\w+)/g)].map((match) => match[1]!)
}

async function admit(request: FastifyRequest, access: StaffAccess, deps: StaffAccessDeps): Promise<void> {
  const parameters = Object.entries(request.params as Record<string, string>)
  if (!parameters.every(([, value]) => PLAIN_TEXT.test(value))) throw staffErrors.notFound()
  const key = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  // No browser sends a key by itself, as it does cookies: no page can have it sent.
  if (key !== undefined && access.scope === 'shared') {
    const member = await deps.findKey(key, access.key)
    if (!member) throw staffErrors.wrongKey()
    request.staff = { session: null, member, scope: null }
    return
  }
  const isUnsafe = !SAFE_METHODS.has(request.method)
  // A WebSocket is opened by GET, also from a foreign page.
  if ((isUnsafe || request.headers.upgrade !== undefined) && !isSameOrigin(request, deps.publicUrl)) {
    throw staffErrors.foreignRequest()
  }
  if (access.roles === 'anyone') return
  const token = deps.cookie.read(request)
  const session = token === undefined ? null : await deps.sessions.find(token)
  if (!session) throw staffErrors.signedOut()
  if (isUnsafe && !hasCsrfToken(request, session)) throw staffErrors.foreignRequest()
  const member = memberOf(session.account)
  request.staff = { session, member, scope: null }
  if (access.roles === 'signing_in') return
  if (session.stage === 'second_factor') throw staffErrors.secondFactorDue()
  if (session.stage === 'enrolment') throw staffErrors.enrolmentDue()
  if (!access.roles.includes(member.role)) throw staffErrors.forbidden()
  if (access.scope === 'shared') return
  if (access.scope === 'office') request.staff.scope = await deps.visibleOffices(member)
  for (const [name, value] of parameters) {
    const subject = await deps.subjects[name]?.(value)
    if (!subject || !isWithin(subject, member, request.staff.scope)) throw staffErrors.notFound()
  }
}

function isWithin(
  subject: NonNullable<Awaited<ReturnType<SubjectReader>>>,
  member: StaffMember,
  scope: StaffScope | null,
): boolean {
  if ('ownerId' in subject) return subject.ownerId === member.id
  return scope !== null && seesOffice(scope, subject.officeId)
}

/** @param officeId null: what belongs to no office, for those only who see all */
export function seesOffice({ officeIds }: StaffScope, officeId: string | null): boolean {
  return officeIds === 'all' || (officeId !== null && officeIds.includes(officeId))
}

function hasCsrfToken(request: FastifyRequest, { csrfToken }: Session): boolean {
  const given = Buffer.from(String(request.headers[CSRF_HEADER] ?? ''))
  const expected = Buffer.from(csrfToken)
  return given.length === expected.length && timingSafeEqual(given, expected)
}
