import type { StaffMember } from '../staff/staff-member.js'

/**
 * Originals and contacts are for those who deal with the citizen: who answers calls and who handles tickets; others read
 * them only of what is in their own hands.
 */
export function seesPersonalData(member: StaffMember, assigneeId: string | null): boolean {
  return member.role === 'hotline' || member.role === 'handler' || assigneeId === member.id
}

/** The same with personal data replaced in every text. */
export function masked<T>(value: T, mask: (text: string) => string): T {
  if (typeof value === 'string') return mask(value) as T
  if (Array.isArray(value)) return value.map((item) => masked(item, mask)) as T
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, masked(item, mask)])) as T
}
