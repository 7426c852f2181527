import type { Transaction } from 'kysely'
import type { z } from 'zod'
import { officeById, officeIdsWithin } from '../../../knowledge/office-tree.js'
import { newOfficeId } from '../../../knowledge/plan-offices.js'
import { isRegionCode } from '../../../knowledge/regions.js'
import type { OfficeRow, Tables } from '../../../storage/tables.js'
import { seesOffice } from '../../staff/access/add-staff-access.js'
import type { StaffRequest } from '../../staff/access/staff-access.js'
import type { DeskDeps } from '../desk-deps.js'
import { deskErrors } from '../desk-error.js'
import type { officeBody, officeView } from './office-wire.js'
import { viewWhole } from './read-offices.js'

type OfficeInput = z.infer<typeof officeBody>

export function createEditOffices({ transact, audit, forgetOffices }: DeskDeps) {
  async function edit(work: (trx: Transaction<Tables>) => Promise<OfficeRow>) {
    const row = await transact(work)
    forgetOffices()
    return viewWhole(row)
  }

  /** Below an office that the administrator stands above; at the top only who has the whole province. */
  async function checkPlace(
    trx: Transaction<Tables>,
    { name, parentId, regionCode }: OfficeInput,
    { scope }: StaffRequest,
    own: OfficeRow | null,
  ): Promise<void> {
    if (own && parentId !== null && (await officeIdsWithin(trx, own.id)).includes(parentId)) {
      throw deskErrors.officeLoop()
    }
    const keepsParent = own !== null && own.parent_id === parentId
    if (!keepsParent && !seesOffice(scope, parentId)) throw deskErrors.noOffice()
    if (parentId !== null && !(await officeById(trx, parentId))) throw deskErrors.noOffice()
    if (!isRegionCode(regionCode)) throw deskErrors.noRegion()
    const namesake = await trx
      .selectFrom('offices')
      .select('id')
      .where('name', '=', name)
      .where('region_code', '=', regionCode)
      .where('id', '!=', own?.id ?? '')
      .executeTakeFirst()
    if (namesake) throw deskErrors.officeExists(name)
  }

  return {
    /** @throws {StaffError} 400 `no_office`, `no_region`; 409 `office_exists` */
    add: (input: OfficeInput, who: StaffRequest): Promise<z.infer<typeof officeView>> =>
      edit(async (trx) => {
        await checkPlace(trx, input, who, null)
        const others = await trx.selectFrom('offices').select('id').execute()
        const id = newOfficeId(input, new Set(others.map((other) => other.id)))
        const row = await trx
          .insertInto('offices')
          .values({ id, ...columnsOf(input) })
          .returningAll()
          .executeTakeFirstOrThrow()
        await audit.record(trx, {
          actorId: who.member.id,
          action: 'office.add',
          subject: id,
          details: { ...input },
        })
        return row
      }),

    /** @throws {StaffError} 400 `no_office`, `no_region`; 409 `office_loop`, `office_exists` */
    change: (id: string, input: OfficeInput, who: StaffRequest): Promise<z.infer<typeof officeView>> =>
      edit(async (trx) => {
        const before = await officeById(trx, id)
        if (!before) throw deskErrors.noOffice()
        await checkPlace(trx, input, who, before)
        const after = await trx
          .updateTable('offices')
          .set(columnsOf(input))
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirstOrThrow()
        await audit.record(trx, {
          actorId: who.member.id,
          action: 'office.change',
          subject: id,
          details: changesBetween(viewWhole(before), viewWhole(after)),
        })
        return after
      }),
  }
}

function columnsOf(input: OfficeInput) {
  return {
    name: input.name,
    level: input.level,
    region_code: input.regionCode,
    parent_id: input.parentId,
    address: input.address,
    phone: input.phone,
    hours: input.hours,
    service_lines: JSON.stringify(input.serviceLines),
    longitude: input.longitude,
    latitude: input.latitude,
  }
}

function changesBetween(from: object, to: object): Record<string, unknown> {
  const before = new Map<string, unknown>(Object.entries(from))
  const changed = Object.entries(to).filter(
    ([key, value]) => JSON.stringify(before.get(key)) !== JSON.stringify(value),
  )
  return Object.fromEntries(changed.map(([key, value]) => [key, { from: before.get(key), to: value }]))
}
