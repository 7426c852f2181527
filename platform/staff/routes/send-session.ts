import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Session } from '../session/sessions.js'
import type { SignedIn } from '../session/sign-in.js'
import { staffErrors } from '../staff-error.js'
import { memberOf } from '../staff-member.js'
import type { StaffRouteDeps } from './staff-route-deps.js'
import type { sessionView } from './staff-wire.js'

export function viewSession(session: Session, { staff }: StaffRouteDeps): z.infer<typeof sessionView> {
  const { stage, csrfToken, expiresAt, account } = session
  return {
    stage,
    csrfToken,
    expiresAt,
    member: memberOf(account),
    secondFactor: {
      enabled: account.totp_confirmed_at !== null,
      required: staff.secondFactor.isRequired(account.role),
    },
  }
}

/** Puts the session's token into the cookie, and only there. */
export async function startSession(
  { token }: SignedIn,
  request: FastifyRequest,
  reply: FastifyReply,
  deps: StaffRouteDeps,
): Promise<z.infer<typeof sessionView>> {
  const session = await deps.staff.sessions.find(token)
  if (!session) throw staffErrors.signedOut()
  deps.cookie.write(request, reply, token)
  return viewSession(session, deps)
}
