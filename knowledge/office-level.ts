import type { OfficeRow } from '../storage/tables.js'

export type OfficeLevel = OfficeRow['level']

/** From the top down. */
export const OFFICE_LEVELS = [
  'province',
  'city',
  'county',
  'township',
  'village',
] as const satisfies readonly OfficeLevel[]
