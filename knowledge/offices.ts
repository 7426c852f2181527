import type { Db } from '../storage/database.js'
import type { OfficeRow } from '../storage/tables.js'
import { offersLine } from './office-tree.js'
import { parentCodes } from './regions.js'
import type { ServiceLine } from './service-line.js'

export interface NearOffice {
  name: string
  address: string
  phone: string
  hours: string
  regionCode: string
}

export interface Offices {
  /** Offices of the region that offer the service line, else those of its nearest parent that has such. */
  near(regionCode: string, serviceLine: ServiceLine | null, limit: number): Promise<NearOffice[]>
  /** Whether any office is known at all: without one the citizen is not asked where they live. */
  any(): Promise<boolean>
  /** Those with this id or this very name. */
  named(idOrName: string): Promise<OfficeRow[]>
}

export function createOffices(db: Db): Offices {
  return {
    async near(regionCode, serviceLine, limit) {
      for (const code of [regionCode, ...(await parentCodes(regionCode))]) {
        const rows = await db.selectFrom('offices').selectAll().where('region_code', '=', code).execute()
        const fitting = rows.filter((row) => offersLine(row, serviceLine))
        if (fitting.length) return fitting.slice(0, limit).map(nearOffice)
      }
      return []
    },
    named: (idOrName) =>
      db
        .selectFrom('offices')
        .selectAll()
        .where((eb) => eb.or([eb('id', '=', idOrName), eb('name', '=', idOrName)]))
        .orderBy('id')
        .execute(),
    async any() {
      return (await db.selectFrom('offices').select('id').limit(1).executeTakeFirst()) !== undefined
    },
  }
}

function nearOffice(row: OfficeRow): NearOffice {
  return {
    name: row.name,
    address: row.address,
    phone: row.phone,
    hours: row.hours,
    regionCode: row.region_code,
  }
}
