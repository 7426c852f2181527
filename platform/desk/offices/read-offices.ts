import type { z } from 'zod'
import { aboveIds, officeById, officeFor } from '../../../knowledge/office-tree.js'
import { childRegions, fullRegionName } from '../../../knowledge/regions.js'
import { SERVICE_LINES } from '../../../knowledge/service-line.js'
import type { OfficeRow } from '../../../storage/tables.js'
import { seesOffice } from '../../staff/access/add-staff-access.js'
import type { StaffRequest } from '../../staff/access/staff-access.js'
import type { DeskDeps } from '../desk-deps.js'
import { deskErrors } from '../desk-error.js'
import { viewOffice } from '../tickets/show-ticket.js'
import type { officeTreeView, officeView, receiversView } from './office-wire.js'

/** The offices that a member sees, who stands above whom, and where what is asked goes. */
export function createReadOffices({ db }: Pick<DeskDeps, 'db'>) {
  return {
    async list({ scope }: StaffRequest): Promise<z.infer<typeof officeTreeView>[]> {
      const rows = await db.selectFrom('offices').selectAll().orderBy('region_code').orderBy('name').execute()
      const above = aboveIds(rows)
      return rows
        .filter(({ id }) => seesOffice(scope, id))
        .map((row) => {
          const aboveId = above.get(row.id) ?? null
          return {
            ...viewWhole(row),
            regionName: fullRegionName(row.region_code) ?? row.region_code,
            aboveId: seesOffice(scope, aboveId) ? aboveId : null,
          }
        })
    },

    /** Who receives what is asked in an office's region, by service line, and which regions below have no office. */
    async receivers(id: string, { scope }: StaffRequest): Promise<z.infer<typeof receiversView>> {
      const office = await officeById(db, id)
      if (!office) throw deskErrors.noOffice()
      const own = JSON.parse(office.service_lines) as string[]
      const lines = [...new Set([...Object.keys(SERVICE_LINES), ...own])]
      const receivers = await Promise.all(lines.map((line) => officeFor(db, office.region_code, line)))
      const children = childRegions(office.region_code)
      const taken = await db
        .selectFrom('offices')
        .select('region_code')
        .where('region_code', 'in', children.map(({ code }) => code).concat(''))
        .execute()
      const covered = new Set(taken.map(({ region_code }) => region_code))
      return {
        lines: lines.map((line, index) => {
          const receiver = receivers[index] ?? null
          const isShown = receiver !== null && seesOffice(scope, receiver.id)
          return {
            line,
            officeId: isShown ? receiver.id : null,
            officeName: isShown ? receiver.name : null,
            isProvince: receiver === null,
          }
        }),
        without: children.filter(({ code }) => !covered.has(code)),
      }
    },
  }
}

export function viewWhole(row: OfficeRow): z.infer<typeof officeView> {
  return {
    ...viewOffice(row),
    parentId: row.parent_id,
    address: row.address,
    longitude: row.longitude,
    latitude: row.latitude,
  }
}
