import { addStaffAccess, type SubjectReader } from '../access/add-staff-access.js'
import { addCookies, createSessionCookie } from '../access/session-cookie.js'
import type { StaffServer } from '../staff-server.js'
import { changePasswordRoute } from './change-password.js'
import { listOfficesRoute } from './list-offices.js'
import { memberRoutes } from './members.js'
import { secondFactorRoutes } from './second-factor.js'
import { sessionRoutes } from './session.js'
import { setUpRoutes } from './set-up.js'
import { singleSignOnRoutes } from './single-sign-on.js'
import type { StaffHttpOptions } from './staff-route-deps.js'

/** Everything under /api/staff. To be called before other routes that declare an access are added. */
export async function addStaffRoutes(server: StaffServer, options: StaffHttpOptions): Promise<void> {
  const { staff, publicUrl } = options
  const cookie = createSessionCookie(publicUrl)
  const memberId: SubjectReader = async (id) => {
    const account = /^s_[\w-]{22}$/.test(id) ? await staff.accounts.find(id) : null
    return account ? { officeId: account.office_id } : null
  }
  await addCookies(server)
  addStaffAccess(server, {
    sessions: staff.sessions,
    cookie,
    visibleOffices: staff.visibleOffices,
    subjects: { memberId, ...options.subjects },
    findKey: options.findKey ?? (async () => null),
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
