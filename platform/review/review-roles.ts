import type { StaffRole } from '../staff/staff-member.js'

/** Who looks through what is to be published. */
export const REVIEWING_ROLES = [
  'knowledge',
  'supervisor',
  'administrator',
] as const satisfies readonly StaffRole[]
