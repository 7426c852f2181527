import type { OfficeRow } from '../storage/tables.js'
import type { OfficeLevel } from './office-level.js'
import { SERVICE_LINES } from './service-line.js'

/** As `parseOffices` reads them. */
const LEVELS: Record<OfficeLevel, string> = {
  province: '省',
  city: '市',
  county: '区县',
  township: '乡镇街道',
  village: '村社区',
}

const COLUMNS: readonly {
  header: string
  /** In characters. */
  width: number
  read(office: TableOffice): string
}[] = [
  { header: '名称', width: 34, read: ({ name }) => name },
  { header: '层级', width: 10, read: ({ level }) => LEVELS[level] },
  { header: '地区', width: 15, read: ({ region_code }) => region_code },
  { header: '上级', width: 34, read: ({ parent }) => parent },
  { header: '地址', width: 34, read: ({ address }) => address },
  { header: '电话', width: 18, read: ({ phone }) => phone },
  { header: '时间', width: 30, read: ({ hours }) => hours },
  { header: '业务', width: 34, read: ({ service_lines }) => linesText(service_lines) },
  { header: '经度', width: 12, read: ({ longitude }) => String(longitude ?? '') },
  { header: '纬度', width: 12, read: ({ latitude }) => String(latitude ?? '') },
]

type TableOffice = OfficeRow & {
  /** Its name; empty: it names none. */
  parent: string
}

/** The same as rows of a CSV file. */
export const OFFICE_HEADER: readonly string[] = COLUMNS.map(({ header }) => header)
export const officeCells = (office: TableOffice): string[] => COLUMNS.map(({ read }) => read(office))

/**
 * A workbook that `readTable` and `parseOffices` read again. Every cell is text: as numbers, spreadsheets cut the twelve
 * digits of a village's code, and a name that begins with = would be a formula.
 */
export async function buildOfficeTable(offices: readonly TableOffice[]): Promise<Buffer> {
  // A fifth of a second that no start should wait for.
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  const sheet = workbook.addWorksheet('机构', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = COLUMNS.map(({ header, width }) => ({ header, width, style: { numFmt: '@' } }))
  sheet.getRow(1).font = { bold: true }
  for (const office of offices) sheet.addRow(officeCells(office))
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

function linesText(serviceLines: string): string {
  const lines = JSON.parse(serviceLines) as string[]
  return lines.map((line) => SERVICE_LINES[line as keyof typeof SERVICE_LINES] ?? line).join('、')
}
