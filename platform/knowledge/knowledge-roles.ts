import type { StaffRole } from '../staff/staff-member.js'

/** Who keeps the knowledge base. */
export const KNOWLEDGE_ROLES = ['knowledge', 'administrator'] as const satisfies readonly StaffRole[]
