import { z } from 'zod'
import { findRegion } from './find-region.js'
import { listOf, readServiceLines } from './guide-fields.js'
import type { LineProblem } from './line-problem.js'
import type { OfficeLevel } from './office-level.js'
import type { TableRow } from './read-table.js'
import { isRegionCode } from './regions.js'
import type { ServiceLine } from './service-line.js'

export interface ParsedOffice {
  name: string
  level: OfficeLevel
  regionCode: string
  /** Name of the office above it. */
  parent: string | null
  address: string
  phone: string
  hours: string
  /** Empty: a general centre that receives everything. */
  serviceLines: ServiceLine[]
  /** Degrees, WGS 84 or GCJ-02 as the operator keeps them. */
  longitude: number | null
  latitude: number | null
}

const COLUMNS = {
  name: ['name', '名称', '机构名称', '机构', '单位名称'],
  level: ['level', '层级', '级别'],
  region: ['region', 'regioncode', '地区', '区划', '区划代码', '行政区划', '行政区划代码'],
  parent: ['parent', '上级', '上级机构'],
  address: ['address', '地址', '办公地址'],
  phone: ['phone', '电话', '联系电话', '咨询电话'],
  hours: ['hours', '时间', '办公时间', '服务时间', '工作时间'],
  serviceLines: ['servicelines', 'serviceline', '业务', '业务范围', '服务事项'],
  longitude: ['longitude', '经度'],
  latitude: ['latitude', '纬度'],
} as const
export const OFFICE_FIELDS = Object.keys(COLUMNS) as OfficeField[]
const LEVELS: Record<string, OfficeLevel> = {
  省: 'province',
  自治区: 'province',
  直辖市: 'province',
  省级: 'province',
  市: 'city',
  地级市: 'city',
  市级: 'city',
  县: 'county',
  区: 'county',
  县级: 'county',
  区县: 'county',
  县区: 'county',
  乡镇: 'township',
  镇: 'township',
  乡: 'township',
  街道: 'township',
  乡级: 'township',
  乡镇街道: 'township',
  村: 'village',
  社区: 'village',
  村居: 'village',
  村社区: 'village',
  村级: 'village',
}

const degrees = (most: number) =>
  z
    .string()
    .transform((text) => (text === '' ? null : Number(text)))
    .refine((value) => value === null || Math.abs(value) <= most, `must be a number of degrees up to ${most}`)

const officeRow = z.object({
  name: z.string().min(1, 'is missing').max(100, 'is longer than 100 characters'),
  level: z
    .string()
    .transform((text) => LEVELS[text] ?? text)
    .pipe(
      z.enum(
        ['province', 'city', 'county', 'township', 'village'],
        'must be province, city, county, township or village',
      ),
    ),
  region: z
    .string()
    .transform((text) => (isRegionCode(text) ? text : findRegion(text)))
    .refine(
      (code) => code !== null,
      'must be a division code such as 320100, or a name that only one place has',
    ),
  parent: z.string().transform((text) => text || null),
  address: z.string().max(200, 'is longer than 200 characters'),
  phone: z.string().regex(/^[\d\s()（）+\-—转、,，/]*$/, 'must be telephone numbers'),
  hours: z.string().max(200, 'is longer than 200 characters'),
  longitude: degrees(180),
  latitude: degrees(90),
})

export type OfficeField = keyof typeof COLUMNS

export interface OfficeLineProblem extends LineProblem {
  line: number
  /** Of the office in that line, as far as it has one. */
  name: string
  field: OfficeField
  /** What stands there. */
  value: string
}

export interface ParsedOffices {
  entries: (ParsedOffice & { line: number })[]
  problems: OfficeLineProblem[]
}

/** Whether a header row is one of offices: a name, a level and a region. */
export function isOfficeHeader(header: string[]): boolean {
  return (['name', 'level', 'region'] as const).every((field) => columnOf(header, field) >= 0)
}

function columnOf(header: string[], field: OfficeField): number {
  const names: readonly string[] = COLUMNS[field]
  return header.findIndex((cell) => names.includes(cell.trim().toLowerCase()))
}

/** Offices from a table whose first row is a header that `isOfficeHeader` knows; a bad row is a problem and left out. */
export function parseOffices(rows: TableRow[]): ParsedOffices {
  const [header, ...offices] = rows
  const names = header?.cells ?? []
  const problems: OfficeLineProblem[] = []
  const entries: ParsedOffices['entries'] = []
  for (const { line, cells } of offices) {
    const raw = Object.fromEntries(
      OFFICE_FIELDS.map((field) => [field, cells[columnOf(names, field)] ?? '']),
    ) as Record<OfficeField, string>
    const parsed = officeRow.safeParse(raw)
    const unknownLines: LineProblem[] = []
    const serviceLines = readServiceLines(listOf(raw.serviceLines, /[|｜；;,，、\s]/), line, unknownLines)
    if (parsed.success && unknownLines.length === 0) {
      const { region, ...office } = parsed.data
      entries.push({ ...office, regionCode: region!, serviceLines, line })
      continue
    }
    for (const { path, message } of parsed.error?.issues ?? []) {
      const field = path[0] as OfficeField
      const value = raw[field]
      problems.push({
        line,
        name: raw.name,
        field,
        value,
        message: `${field} "${value}" ${message}: correct the row`,
      })
    }
    for (const { message } of unknownLines) {
      problems.push({ line, name: raw.name, field: 'serviceLines', value: raw.serviceLines, message })
    }
  }
  return { entries, problems }
}
