import type { Db } from '../../../storage/database.js'
import type { StaffAccessDeps, SubjectReader } from '../access/add-staff-access.js'
import type { SessionCookie } from '../access/session-cookie.js'
import type { SingleSignOn } from '../single-sign-on/single-sign-on.js'
import type { Staff } from '../staff.js'

export interface StaffHttpOptions {
  db: Db
  staff: Staff
  /** Absent: staff sign in with passwords only. */
  singleSignOn?: SingleSignOn
  /** The address that staff use, without a path; absent: the one that a request came to. */
  publicUrl?: string
  /** Whose the things are that paths of other parts name, by the name of the parameter. */
  subjects?: Readonly<Record<string, SubjectReader>>
  /** As in `StaffAccessDeps`; absent: no program has a key. */
  findKey?: StaffAccessDeps['findKey']
}

export interface StaffRouteDeps extends StaffHttpOptions {
  cookie: SessionCookie
}
