import { createHash } from 'node:crypto'
import type { OfficeRow } from '../storage/tables.js'
import { aboveIds, grouped } from './office-tree.js'
import type { ParsedOffice } from './parse-offices.js'
import { parentCodes } from './regions.js'

export type OfficeProblem =
  /** An earlier one in the same table has this name and region. */
  | { kind: 'repeated' }
  /** No office has the name of the parent. */
  | { kind: 'parent_missing' }
  /** Several have it, and none of them alone lies around this one. */
  | { kind: 'parent_ambiguous'; count: number }
  /** It would stand below itself. */
  | { kind: 'loop' }

export interface PlannedOffice {
  office: ParsedOffice
  /** What is known of it; null: it is new. */
  before: OfficeRow | null
  /** What the table says of it; without a parent where that has a problem. */
  after: OfficeRow
  problem: OfficeProblem | null
}

/** An office is known by its name and region. */
function officeKey({ name, regionCode }: { name: string; regionCode: string }): string {
  return `${regionCode} ${name}`
}

/** @param taken ids that others have: an office that was renamed keeps the id of its first name */
export function newOfficeId(
  office: { name: string; regionCode: string },
  taken: ReadonlySet<string>,
): string {
  for (let time = 0; ; time++) {
    const text = officeKey(office) + (time === 0 ? '' : ` ${time}`)
    const id = createHash('sha256').update(text).digest('base64url').slice(0, 20)
    if (!taken.has(id)) return id
  }
}

/** What a table makes of the offices there are, in its order; nothing is written. */
export function planOffices(present: readonly OfficeRow[], table: readonly ParsedOffice[]): PlannedOffice[] {
  const known = new Map(
    present.map((row) => [officeKey({ name: row.name, regionCode: row.region_code }), row]),
  )
  const taken = new Set(present.map(({ id }) => id))
  const ids = new Map<string, string>()
  const planned = table.map((office): PlannedOffice => {
    const key = officeKey(office)
    const before = known.get(key) ?? null
    const isRepeated = ids.has(key)
    const id = before?.id ?? ids.get(key) ?? newOfficeId(office, taken)
    ids.set(key, id)
    taken.add(id)
    return { office, before, after: rowOf(office, id), problem: isRepeated ? { kind: 'repeated' } : null }
  })

  const rows = new Map([...present, ...planned.map(({ after }) => after)].map((row) => [row.id, row]))
  const named = grouped([...rows.values()], ({ name }) => name)
  for (const plan of planned) {
    const { parent } = plan.office
    if (parent === null) continue
    const found = parentAmong(plan.after, named.get(parent) ?? [])
    if ('id' in found) plan.after.parent_id = found.id
    else plan.problem ??= found
  }
  // The last of several lines on one office is in `rows`: it has its parent now.
  const above = aboveIds([...rows.values()])
  for (const plan of planned) {
    if (plan.after.parent_id !== null && standsBelowItself(plan.after.id, above))
      plan.problem ??= { kind: 'loop' }
  }
  return planned
}

function rowOf(office: ParsedOffice, id: string): OfficeRow {
  return {
    id,
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
}

/** Of several with the name the one in the nearest region around the office. */
function parentAmong(row: OfficeRow, named: readonly OfficeRow[]): { id: string } | OfficeProblem {
  const others = named.filter(({ id }) => id !== row.id)
  if (others.length === 0) return { kind: 'parent_missing' }
  for (const code of [row.region_code, ...parentCodes(row.region_code)]) {
    const around = others.filter(({ region_code }) => region_code === code)
    if (around.length === 1) return around[0]!
    if (around.length > 1) return { kind: 'parent_ambiguous', count: around.length }
  }
  return others.length === 1 ? others[0]! : { kind: 'parent_ambiguous', count: others.length }
}

/** @param above as `aboveIds` */
export function standsBelowItself(id: string, above: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>()
  for (let at = above.get(id) ?? null; at !== null && !seen.has(at); at = above.get(at) ?? null) {
    if (at === id) return true
    seen.add(at)
  }
  return false
}
