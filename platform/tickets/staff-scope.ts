import type { TicketRow } from '../../storage/tables.js'

/** What a reader may see: tickets of these offices, or all. One outside is as if it did not exist. */
export interface StaffScope {
  /** An office and those below it, see `officeIdsWithin`; the queue of the province is in `all` only. */
  officeIds: readonly string[] | 'all'
}

export const EVERYTHING: StaffScope = { officeIds: 'all' }

export function isWithin({ officeIds }: StaffScope, { office_id }: Pick<TicketRow, 'office_id'>): boolean {
  return officeIds === 'all' || (office_id !== null && officeIds.includes(office_id))
}
