import type { StaffMember } from '../../staff/staff-member.js'

/** Ids of members begin otherwise. */
export const KEY_ID_PREFIX = 'key_'

/** Whether a program asks, under the name of its key. */
export function isKey({ id }: Pick<StaffMember, 'id'>): boolean {
  return id.startsWith(KEY_ID_PREFIX)
}
