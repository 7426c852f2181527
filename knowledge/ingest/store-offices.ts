import { createHash } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { OfficeRow, Tables } from '../../storage/tables.js'
import type { ParsedOffice } from '../parse-offices.js'

/** An office is known by its name and region; a later table overwrites what an earlier one said of it. */
export async function storeOffices(
  trx: Transaction<Tables>,
  offices: readonly ParsedOffice[],
): Promise<void> {
  for (const office of offices) {
    const row: OfficeRow = {
      id: officeId(office.name, office.regionCode),
      name: office.name,
      level: office.level,
      region_code: office.regionCode,
      parent_id: null,
      address: office.address,
      phone: office.phone,
      hours: office.hours,
      service_lines: JSON.stringify(office.serviceLines),
      longitude: office.longitude,
      latitude: office.latitude,
    }
    await trx
      .insertInto('offices')
      .values(row)
      .onConflict((c) => c.column('id').doUpdateSet(row))
      .execute()
  }
  for (const office of offices.filter(({ parent }) => parent !== null)) {
    const parent = await trx
      .selectFrom('offices')
      .select('id')
      .where('name', '=', office.parent)
      .executeTakeFirst()
    await trx
      .updateTable('offices')
      .set({ parent_id: parent?.id ?? null })
      .where('id', '=', officeId(office.name, office.regionCode))
      .execute()
  }
}

export function officeId(name: string, regionCode: string): string {
  return createHash('sha256').update(`${regionCode} ${name}`).digest('base64url').slice(0, 20)
}
