import type { StaffRow } from '../../storage/tables.js'

export type StaffRole = StaffRow['role']

/** 话务员, 办理员, 知识维护员, 主管, 管理员. */
export const STAFF_ROLES = [
  'hotline',
  'handler',
  'knowledge',
  'supervisor',
  'administrator',
] as const satisfies readonly StaffRole[]

export interface StaffMember {
  id: string
  name: string
  role: StaffRole
  /** null: the whole province. */
  officeId: string | null
  /** Of a program with a key: the member who made it. */
  actsFor?: string
}

/** Whose hands a deed is: a program's are also those of the member who let it in. */
export function handsOf({ id, actsFor }: StaffMember): string[] {
  return actsFor === undefined ? [id] : [id, actsFor]
}

export function memberOf(row: Pick<StaffRow, 'id' | 'name' | 'role' | 'office_id'>): StaffMember {
  return { id: row.id, name: row.name, role: row.role, officeId: row.office_id }
}
