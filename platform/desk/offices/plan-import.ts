import { createHash } from 'node:crypto'
import type { z } from 'zod'
import { grouped } from '../../../knowledge/office-tree.js'
import { isOfficeHeader, type OfficeLineProblem, parseOffices } from '../../../knowledge/parse-offices.js'
import { UnreadableFileError } from '../../../knowledge/parsed-source.js'
import { type PlannedOffice, planOffices } from '../../../knowledge/plan-offices.js'
import { readTable } from '../../../knowledge/read-table.js'
import { fullRegionName } from '../../../knowledge/regions.js'
import { SERVICE_LINES } from '../../../knowledge/service-line.js'
import type { OfficeRow } from '../../../storage/tables.js'
import { seesOffice } from '../../staff/access/add-staff-access.js'
import { StaffError } from '../../staff/staff-error.js'
import type { StaffScope } from '../../tickets/staff-scope.js'
import {
  ALL_LINES,
  FIELD_PROBLEMS,
  LEVEL_WORDS,
  NO_OFFICE_TABLE,
  OUTSIDE,
  PARENT_OUTSIDE,
  PARENT_REFUSED,
  planProblem,
  UNREADABLE,
} from './import-words.js'
import type { importLine } from './office-wire.js'

type ImportLine = z.infer<typeof importLine>
type ReadTable = ReturnType<typeof parseOffices>

export interface OfficeImport {
  /** In the order of the table. */
  lines: ImportLine[]
  /** What is written: added and changed ones. */
  rows: OfficeRow[]
  counts: { added: number; changed: number; same: number; refused: number }
  /** Of what is written and what it replaces: another one means that something has changed in between. */
  plan: string
}

/** @throws {StaffError} 400 `no_table`: it cannot be read, or is no table of offices */
export async function readOfficeTable(bytes: Buffer, fileName: string): Promise<ReadTable> {
  try {
    if (!/\.(xlsx|csv)$/i.test(fileName)) throw noTable(UNREADABLE.unsupported)
    const rows = await readTable(bytes, fileName)
    if (!isOfficeHeader(rows[0]?.cells ?? [])) throw noTable(NO_OFFICE_TABLE)
    return parseOffices(rows)
  } catch (error) {
    throw error instanceof UnreadableFileError ? noTable(UNREADABLE[error.reason]) : error
  }
}

const noTable = (message: string) => new StaffError(400, 'no_table', message)

/** What a table makes of the offices there are, for somebody with this scope; nothing is written. */
export function planImport(
  present: readonly OfficeRow[],
  { entries, problems }: ReadTable,
  scope: StaffScope,
): OfficeImport {
  const planned = planOffices(present, entries)
  const refusals = refusalsOf(planned, scope)
  const names = new Map([...present, ...planned.map(({ after }) => after)].map(({ id, name }) => [id, name]))
  const nameOf = (id: string | null) => (id === null ? '' : (names.get(id) ?? ''))

  const lines: ImportLine[] = []
  const written: PlannedOffice[] = []
  let same = 0
  for (const [index, plan] of planned.entries()) {
    const { after, before } = plan
    const changes = changesBetween(before, after, nameOf)
    const problem = refusals.get(plan) ?? null
    if (problem === null && before && changes.length === 0) {
      same++
      continue
    }
    const kind = problem === null ? (before ? 'changed' : 'added') : 'refused'
    if (kind !== 'refused') written.push(plan)
    const regionName = fullRegionName(after.region_code) ?? after.region_code
    lines.push({ line: entries[index]!.line, kind, name: after.name, regionName, changes, problem })
  }
  lines.push(...refusedLines(problems))
  const count = (kind: ImportLine['kind']) => lines.filter((line) => line.kind === kind).length
  return {
    lines: lines.sort((a, b) => a.line - b.line),
    rows: written.map(({ after }) => after),
    counts: { added: count('added'), changed: count('changed'), same, refused: count('refused') },
    plan: createHash('sha256')
      .update(JSON.stringify(written.map(({ before, after }) => [before, after])))
      .digest('base64url'),
  }
}

/** Lines that could not be read, each once with all that is wrong in it. */
function refusedLines(problems: readonly OfficeLineProblem[]): ImportLine[] {
  const byLine = grouped(problems, ({ line }) => line)
  return [...byLine].map(([line, found]) => ({
    line,
    kind: 'refused',
    name: found[0]?.name ?? '',
    regionName: '',
    changes: [],
    problem: found.map(({ field, value }) => FIELD_PROBLEMS[field](value)).join(''),
  }))
}

/** Why lines are not taken; those below a line that is not taken are not either. */
function refusalsOf(planned: readonly PlannedOffice[], scope: StaffScope): Map<PlannedOffice, string> {
  const refusals = new Map<PlannedOffice, string>()
  const added = new Map(planned.filter(({ before }) => before === null).map((plan) => [plan.after.id, plan]))
  for (const plan of planned) {
    const { before, after, office, problem } = plan
    const keepsParent = before !== null && before.parent_id === after.parent_id
    if (problem) refusals.set(plan, planProblem(problem, office.parent))
    else if (before && !seesOffice(scope, before.id)) refusals.set(plan, OUTSIDE)
    else if (!keepsParent && !seesOffice(scope, after.parent_id) && !added.has(after.parent_id ?? '')) {
      refusals.set(plan, PARENT_OUTSIDE)
    }
  }
  for (let before = -1; before !== refusals.size; ) {
    before = refusals.size
    for (const plan of planned) {
      const parent = added.get(plan.after.parent_id ?? '')
      if (parent && refusals.has(parent) && !refusals.has(plan)) refusals.set(plan, PARENT_REFUSED)
    }
  }
  return refusals
}

function changesBetween(
  before: OfficeRow | null,
  after: OfficeRow,
  nameOf: (id: string | null) => string,
): ImportLine['changes'] {
  const fields: [ImportLine['changes'][number]['field'], (row: OfficeRow) => string][] = [
    ['level', ({ level }) => LEVEL_WORDS[level]],
    ['parent', ({ parent_id }) => nameOf(parent_id)],
    ['address', ({ address }) => address],
    ['phone', ({ phone }) => phone],
    ['hours', ({ hours }) => hours],
    ['serviceLines', ({ service_lines }) => linesText(service_lines)],
    ['longitude', ({ longitude }) => String(longitude ?? '')],
    ['latitude', ({ latitude }) => String(latitude ?? '')],
  ]
  return fields.flatMap(([field, read]) => {
    const [from, to] = [before ? read(before) : '', read(after)]
    return from === to ? [] : [{ field, from, to }]
  })
}

function linesText(serviceLines: string): string {
  const lines = JSON.parse(serviceLines) as string[]
  if (lines.length === 0) return ALL_LINES
  return lines
    .map((line) => SERVICE_LINES[line as keyof typeof SERVICE_LINES] ?? line)
    .toSorted()
    .join('、')
}
