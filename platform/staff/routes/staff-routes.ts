import type { Db } from '../../../storage/database.js'
import { addStaffAccess, type SubjectReader } from '../access/add-staff-access.js'
import { addCookies, createSessionCookie, type SessionCookie } from '../access/session-cookie.js'
import type { SingleSignOn } from '../single-sign-on/single-sign-on.js'
import type { Staff } from '../staff.js'
import type { StaffServer } from '../staff-server.js'
import { changePasswordRoute } from './change-password.js'
import { listOfficesRoute } from './list-offices.js'
import { memberRoutes } from './members.js'
import { secondFactorRoutes } from './second-factor.js'
import { sessionRoutes } from './session.js'
import { setUpRoutes } from './set-up.js'
import { singleSignOnRoutes } from './single-sign-on.js'

export interface StaffHttpOptions {
  db: Db
  staff: Staff
  /** Absent: staff sign in with passwords only. */
  singleSignOn?: SingleSignOn
  /** The address that staff use, without a path; absent: the one that a request came to. */
  publicUrl?: string
  /** Whose the things are that paths of other parts name, by the name of the parameter. */
  subjects?: Readonly<Record<string, SubjectReader>>
}

export interface StaffRouteDeps extends StaffHttpOptions {
  cookie: SessionCookie
}

/** Everything under /api/staff. To be called before other routes that declare an access are added. */
export async function addStaffRoutes(server: StaffServer, options: StaffHttpOptions): Promise<void> {
  const { staff, publicUrl } = options
  const cookie = createSessionCookie(publicUrl)
  const memberId: SubjectReader = async (id) => {
    const account = await staff.accounts.find(id)
    return account ? { officeId: account.office_id } : null
  }
  await addCookies(server)
  addStaffAccess(server, {
    sessions: staff.sessions,
    cookie,
    visibleOffices: staff.visibleOffices,
    subjects: { memberId, ...options.subjects },
    publicUrl,
  })
  const deps = { ...options, cookie }
  sessionRoutes(server, deps)
  setUpRoutes(server, deps)
  changePasswordRoute(server, deps)
  secondFactorRoutes(server, deps)
  memberRoutes(server, deps)
  listOfficesRoute(server, deps)
  singleSignOnRoutes(server, deps)
}
