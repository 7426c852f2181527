import { createAccounts } from './accounts/accounts.js'
import { createSecondFactor } from './second-factor/second-factor.js'
import { createSessions } from './session/sessions.js'
import { createSignIn } from './session/sign-in.js'
import type { StaffDeps } from './staff-deps.js'
import { createVisibleOffices } from './visible-offices.js'

export type Staff = ReturnType<typeof createStaff>

/** Who works here, what they may see, and that they are who they say. */
export function createStaff(deps: StaffDeps) {
  const secondFactor = createSecondFactor(deps)
  const sessions = createSessions(deps, secondFactor)
  return {
    accounts: createAccounts(deps),
    secondFactor,
    sessions,
    signIn: createSignIn(deps, sessions, secondFactor),
    audit: deps.audit,
    ...createVisibleOffices(deps.db, deps.now),
  }
}
