import type { Transaction } from 'kysely'
import type { OfficeRow, Tables } from '../../storage/tables.js'
import type { ParsedOffice } from '../parse-offices.js'
import { planOffices } from '../plan-offices.js'

const ROWS_AT_ONCE = 500

/** A later table overwrites what an earlier one said of an office; a parent that nobody knows is left out. */
export async function storeOffices(
  trx: Transaction<Tables>,
  offices: readonly ParsedOffice[],
): Promise<void> {
  if (offices.length === 0) return
  const present = await trx.selectFrom('offices').selectAll().execute()
  await writeOffices(
    trx,
    planOffices(present, offices).map(({ after }) => after),
  )
}

/** Adds or replaces; of several with one id the last counts. */
export async function writeOffices(trx: Transaction<Tables>, offices: readonly OfficeRow[]): Promise<void> {
  const rows = [...new Map(offices.map((row) => [row.id, row])).values()]
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await trx
      .insertInto('offices')
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet(({ ref }) => ({
          name: ref('excluded.name'),
          level: ref('excluded.level'),
          region_code: ref('excluded.region_code'),
          parent_id: ref('excluded.parent_id'),
          address: ref('excluded.address'),
          phone: ref('excluded.phone'),
          hours: ref('excluded.hours'),
          service_lines: ref('excluded.service_lines'),
          longitude: ref('excluded.longitude'),
          latitude: ref('excluded.latitude'),
        })),
      )
      .execute()
  }
}
