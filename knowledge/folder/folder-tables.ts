import { z } from 'zod'
import type { OfficeRow } from '../../storage/tables.js'
import { aboveIds } from '../office-tree.js'
import { OFFICE_FIELDS, parseOffices } from '../parse-offices.js'
import { standsBelowItself } from '../plan-offices.js'
import { printCsv, QuoteError, readCsv } from '../read-csv.js'
import { OFFICE_HEADER, officeCells } from '../write-office-table.js'
import { FolderError, type FolderFault, tellIssue } from './folder-error.js'
import { CARE_FILE, OFFICES_FILE } from './folder-format.js'

const OFFICE_ID = '编号'
const PARENT_ID = '上级编号'
const CARE_HEADER = ['编号', '标题', '负责人', '复查日期', '停用日期'] as const

/** Who looks after a source, by name: accounts are of one database. */
export interface FolderCare {
  sourceId: string
  title: string
  ownerName: string | null
  reviewBy: string | null
  expiresOn: string | null
}

/** As `wenfa ingest` reads offices, and beside it their ids: tickets name them. */
export function printOffices(offices: readonly OfficeRow[]): string {
  const names = new Map(offices.map(({ id, name }) => [id, name]))
  const rows = offices.map((office) => [
    office.id,
    ...officeCells({ ...office, parent: names.get(office.parent_id ?? '') ?? '' }),
    office.parent_id ?? '',
  ])
  return printCsv([[OFFICE_ID, ...OFFICE_HEADER, PARENT_ID], ...rows])
}

/** @throws {FolderError} names each line that cannot be used */
export function readOffices(text: string): OfficeRow[] {
  const rows = rowsOf(text, OFFICES_FILE).map((cells, index) => ({ line: index + 1, cells }))
  const header = rows[0]?.cells ?? []
  const [idAt, parentAt] = [header.indexOf(OFFICE_ID), header.indexOf(PARENT_ID)]
  const { entries, problems } = parseOffices(rows)
  const file = OFFICES_FILE
  const faults: FolderFault[] = problems.map(({ line, field, value }) => ({
    file,
    line,
    field: OFFICE_HEADER[OFFICE_FIELDS.indexOf(field)]!,
    message: value === '' ? '不能是空的' : `“${value}”不能用`,
  }))
  for (const { line } of entries)
    if (!rows[line - 1]!.cells[idAt])
      faults.push({ file, line, field: OFFICE_ID, message: '没有编号；新机构请用 wenfa ingest 导入' })
  if (faults.length > 0) throw new FolderError(faults)
  const offices = entries.map(({ line, ...office }): OfficeRow => {
    const cells = rows[line - 1]!.cells
    return {
      id: cells[idAt]!,
      name: office.name,
      level: office.level,
      region_code: office.regionCode,
      parent_id: cells[parentAt] || null,
      address: office.address,
      phone: office.phone,
      hours: office.hours,
      service_lines: JSON.stringify(office.serviceLines),
      longitude: office.longitude,
      latitude: office.latitude,
    }
  })
  const seen = new Set<string>()
  const above = aboveIds(offices)
  for (const [index, { id }] of offices.entries()) {
    const place = { file, line: entries[index]!.line }
    if (seen.has(id)) faults.push({ ...place, field: OFFICE_ID, message: '上面已经有这个编号' })
    seen.add(id)
    // Its staff would see what belongs to those above.
    if (standsBelowItself(id, above))
      faults.push({ ...place, field: PARENT_ID, message: '不能归自己或者自己的下级管' })
  }
  if (faults.length > 0) throw new FolderError(faults)
  return offices
}

/** @throws {FolderError} a quotation mark is not closed */
function rowsOf(text: string, file: string): string[][] {
  try {
    return readCsv(text)
  } catch (error) {
    if (!(error instanceof QuoteError)) throw error
    throw new FolderError([{ file, line: error.row, field: '', message: '引号不成对，请补上或者去掉' }])
  }
}

export function printCare(cares: readonly FolderCare[]): string {
  const rows = cares.map(({ sourceId, title, ownerName, reviewBy, expiresOn }) => [
    sourceId,
    title,
    ownerName ?? '',
    reviewBy ?? '',
    expiresOn ?? '',
  ])
  return printCsv([CARE_HEADER, ...rows])
}

const optionalDate = z
  .string()
  .transform((text) => text || null)
  .pipe(z.iso.date().nullable())
const careRow = z.tuple([
  z.string().min(1),
  z.string(),
  z.string().transform((name) => name || null),
  optionalDate,
  optionalDate,
])

/** @throws {FolderError} names each line that cannot be used */
export function readCare(text: string): FolderCare[] {
  const faults: FolderFault[] = []
  const cares = rowsOf(text, CARE_FILE)
    .slice(1)
    .flatMap((cells, index): FolderCare[] => {
      const read = careRow.safeParse(cells, { error: tellIssue })
      if (read.success) {
        const [sourceId, title, ownerName, reviewBy, expiresOn] = read.data
        return [{ sourceId, title, ownerName, reviewBy, expiresOn }]
      }
      for (const { path, message } of read.error.issues)
        faults.push({
          file: CARE_FILE,
          line: index + 2,
          field: CARE_HEADER[Number(path[0])] ?? '',
          message: path.length > 0 ? message : `应当有 ${CARE_HEADER.length} 格：${CARE_HEADER.join('、')}`,
        })
      return []
    })
  if (faults.length > 0) throw new FolderError(faults)
  return cares
}
