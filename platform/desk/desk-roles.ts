import type { StaffRole } from '../staff/staff-member.js'

/** Who works on tickets and talks with citizens. */
export const WORKING_ROLES = ['hotline', 'handler', 'supervisor'] as const satisfies readonly StaffRole[]
/** Who looks after others' work. */
export const LEADING_ROLES = ['supervisor'] as const satisfies readonly StaffRole[]
/** Who needs to know which offices there are. */
export const OFFICE_READERS = [...WORKING_ROLES, 'administrator'] as const satisfies readonly StaffRole[]
/** Who looks after the exchange with the work platform. */
export const EXCHANGE_ROLES = ['supervisor', 'administrator'] as const satisfies readonly StaffRole[]
/** Who looks after accounts, offices and what was done with both. */
export const ADMINISTERING_ROLES = ['administrator'] as const satisfies readonly StaffRole[]
