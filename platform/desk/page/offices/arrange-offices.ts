import type { OfficeNode } from './offices-api.js'

export interface TreeRow {
  office: OfficeNode
  /** From 1. */
  depth: number
  /** How many stand right below. */
  below: number
  isOpen: boolean
}

/** The offices without one above, each followed by those below it as far as it is open. */
export function arrangeOffices(offices: readonly OfficeNode[], open: ReadonlySet<string>): TreeRow[] {
  const below = new Map<string | null, OfficeNode[]>()
  for (const office of offices) below.set(office.aboveId, [...(below.get(office.aboveId) ?? []), office])
  const rows: TreeRow[] = []
  const add = (parent: string | null, depth: number) => {
    for (const office of below.get(parent) ?? []) {
      const isOpen = open.has(office.id)
      rows.push({ office, depth, below: below.get(office.id)?.length ?? 0, isOpen })
      if (isOpen) add(office.id, depth + 1)
    }
  }
  add(null, 1)
  return rows
}

/** Those that stand above an office, so that it is seen. */
export function above(offices: readonly OfficeNode[], id: string): string[] {
  const byId = new Map(offices.map((office) => [office.id, office]))
  const ids: string[] = []
  for (let at = byId.get(id)?.aboveId; at && !ids.includes(at); at = byId.get(at)?.aboveId) ids.push(at)
  return ids
}

/** Every word must be somewhere in it. */
export function searchOffices(offices: readonly OfficeNode[], text: string): OfficeNode[] {
  const asked = text.trim().toLowerCase().split(/\s+/)
  return offices.filter((office) => {
    const { name, regionName, regionCode, address, phone } = office
    const all = `${name} ${regionName} ${regionCode} ${address} ${phone}`.toLowerCase()
    return asked.every((word) => all.includes(word))
  })
}
