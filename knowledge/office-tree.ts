import type { Db } from '../storage/database.js'
import type { OfficeRow } from '../storage/tables.js'
import { OFFICE_LEVELS } from './office-level.js'
import { parentCodes } from './regions.js'
import type { ServiceLine } from './service-line.js'

/** Read alone, or in the transaction of the caller. */
type Reader = Pick<Db, 'selectFrom'>

/** A general centre lists no service lines: it receives everything. */
export function offersLine(row: Pick<OfficeRow, 'service_lines'>, serviceLine: ServiceLine | null): boolean {
  const lines = JSON.parse(row.service_lines) as string[]
  return serviceLine === null || lines.length === 0 || lines.includes(serviceLine)
}

export async function officeById(db: Reader, id: string): Promise<OfficeRow | undefined> {
  return db.selectFrom('offices').selectAll().where('id', '=', id).executeTakeFirst()
}

/**
 * The office that receives a question: of the region, else of its nearest parent that has one for the service line.
 * @param regionCode null: nobody knows where the citizen is
 */
export async function officeFor(
  db: Reader,
  regionCode: string | null,
  serviceLine: ServiceLine | null,
): Promise<OfficeRow | null> {
  if (regionCode === null) return null
  for (const code of [regionCode, ...parentCodes(regionCode)]) {
    const rows = await db.selectFrom('offices').selectAll().where('region_code', '=', code).execute()
    const chosen = firstOf(rows.filter((row) => offersLine(row, serviceLine)))
    if (chosen) return chosen
  }
  return null
}

/** The office that stands above: the one it names, else the nearest one of a higher level in a region around it. */
export async function officeAbove(db: Reader, office: OfficeRow): Promise<OfficeRow | null> {
  const named = office.parent_id === null ? undefined : await officeById(db, office.parent_id)
  if (named) return named
  const around = [office.region_code, ...parentCodes(office.region_code)]
  const rows = await db.selectFrom('offices').selectAll().where('region_code', 'in', around).execute()
  return aboveAmong(office, rows)
}

export interface OfficesAround {
  above: OfficeRow | null
  /** Right below. */
  below: OfficeRow[]
  /** Under the same office and of the same level, or in the same region. */
  beside: OfficeRow[]
}

/** @param officeId null: the province itself, below which stands whatever stands below no office */
export async function officesAround(db: Reader, officeId: string | null): Promise<OfficesAround> {
  const rows = await db.selectFrom('offices').selectAll().orderBy('region_code').orderBy('id').execute()
  const above = aboveIds(rows)
  const office = rows.find(({ id }) => id === officeId)
  const aboveId = office ? above.get(office.id) : null
  return {
    above: rows.find(({ id }) => id === aboveId) ?? null,
    below: rows.filter(({ id }) => above.get(id) === (office?.id ?? null)),
    beside: office
      ? rows.filter(
          (other) =>
            other.id !== office.id &&
            other.level === office.level &&
            (above.get(other.id) === aboveId || other.region_code === office.region_code),
        )
      : [],
  }
}

/** The ids of an office and of all below it: what its staff may see. */
export async function officeIdsWithin(db: Reader, officeId: string): Promise<string[]> {
  const above = aboveIds(await db.selectFrom('offices').selectAll().execute())
  const within = new Set([officeId])
  const below = grouped([...above], ([, aboveId]) => aboveId)
  // A Set goes on through what is added while it is walked.
  for (const id of within) for (const [child] of below.get(id) ?? []) within.add(child)
  return [...within]
}

/** Who stands above each: the one it names, else by region; null: the province itself. */
export function aboveIds(rows: readonly OfficeRow[]): Map<string, string | null> {
  const known = new Set(rows.map(({ id }) => id))
  const byRegion = grouped(rows, (row) => row.region_code)
  return new Map(
    rows.map((office) => {
      if (office.parent_id !== null && known.has(office.parent_id)) return [office.id, office.parent_id]
      const around = [office.region_code, ...parentCodes(office.region_code)]
      const candidates = around.flatMap((code) => byRegion.get(code) ?? [])
      return [office.id, aboveAmong(office, candidates)?.id ?? null]
    }),
  )
}

export function grouped<K, T>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

function aboveAmong(office: OfficeRow, rows: readonly OfficeRow[]): OfficeRow | null {
  const rank = (row: OfficeRow) => OFFICE_LEVELS.indexOf(row.level)
  const higher = rows.filter((row) => rank(row) < rank(office))
  const nearest = Math.max(...higher.map(rank))
  return firstOf(higher.filter((row) => rank(row) === nearest))
}

/** A general centre before one that lists what it does, and of those the one that does most. */
function firstOf(rows: readonly OfficeRow[]): OfficeRow | null {
  const lines = (row: OfficeRow) => (JSON.parse(row.service_lines) as string[]).length || 100
  const [first = null] = [...rows].sort((a, b) => lines(b) - lines(a) || (a.id < b.id ? -1 : 1))
  return first
}
