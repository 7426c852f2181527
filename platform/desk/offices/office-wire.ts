import { z } from 'zod'
import { OFFICE_LEVELS } from '../../../knowledge/office-level.js'
import { PLAIN_TEXT } from '../../staff/plain-text.js'
import { officeRef } from '../wire.js'

/** What crosses /api/desk/offices. */

const line = z.string().regex(PLAIN_TEXT)

export const officeView = officeRef.extend({
  parentId: z.string().nullable(),
  address: z.string(),
  longitude: z.number().nullable(),
  latitude: z.number().nullable(),
})
export const officeBody = z.object({
  name: line.trim().min(1).max(100),
  level: z.enum(OFFICE_LEVELS),
  regionCode: z.string().regex(/^\d{6,12}$/),
  parentId: line.max(100).nullable(),
  address: line.trim().max(200),
  phone: z
    .string()
    .trim()
    .max(100)
    .regex(/^[\d ()（）+\-—转、,，/]*$/),
  /** 工作日 9:00-12:00，14:00-17:30. */
  hours: line.trim().max(200),
  serviceLines: z.array(line.min(1).max(50)).max(50),
  longitude: z.number().min(-180).max(180).nullable(),
  latitude: z.number().min(-90).max(90).nullable(),
})

export const officeTreeView = officeView.extend({
  /** 浙江省湖州市吴兴区. */
  regionName: z.string(),
  /** Who stands above, by name or by region; null: nobody that the member sees. */
  aboveId: z.string().nullable(),
})

/** Where what is asked in the office's region goes. */
export const receiversView = z.object({
  lines: z.array(
    z.object({
      /** Key of SERVICE_LINES, or an own one of the operator. */
      line: z.string(),
      officeId: z.string().nullable(),
      /** null: an office that the member does not see, or none. */
      officeName: z.string().nullable(),
      /** Nobody receives it: it lies in the queue of the province. */
      isProvince: z.boolean(),
    }),
  ),
  /** Regions right below that have no office: what is asked there comes here too. */
  without: z.array(z.object({ code: z.string(), name: z.string() })),
})

const FILE_BYTES = 8 * 1024 * 1024
/** Base64 takes a third more; the rest is JSON around it. */
export const TABLE_BODY_BYTES = Math.ceil((FILE_BYTES * 4) / 3) + 4096

const table = {
  /** Its ending says what it is: .xlsx, .csv. */
  fileName: z.string().regex(PLAIN_TEXT).min(1).max(200),
  content: z.base64().min(1).max(TABLE_BODY_BYTES),
}
export const previewBody = z.object(table)
/** `plan`: of the preview, so that exactly that is written. */
export const importBody = z.object({ ...table, plan: z.string().max(100) })

const CHANGED_FIELDS = [
  'level',
  'parent',
  'address',
  'phone',
  'hours',
  'serviceLines',
  'longitude',
  'latitude',
] as const

export const importLine = z.object({
  /** Of the table, from 1. */
  line: z.number().int(),
  kind: z.enum(['added', 'changed', 'refused']),
  name: z.string(),
  regionName: z.string(),
  changes: z.array(z.object({ field: z.enum(CHANGED_FIELDS), from: z.string(), to: z.string() })),
  /** Of a refused one: why, and what to do. */
  problem: z.string().nullable(),
})

export const importPreview = z.object({
  counts: z.object({
    added: z.number().int(),
    changed: z.number().int(),
    same: z.number().int(),
    refused: z.number().int(),
  }),
  /** Refused ones first, then by line; what stays the same is left out, as is what goes beyond the most. */
  lines: z.array(importLine),
  plan: z.string(),
})

export const importReply = z.object({ added: z.number().int(), changed: z.number().int() })

export const regionQuery = z.object({ q: z.string().regex(PLAIN_TEXT).max(50) })
export const regionsView = z.object({ regions: z.array(z.object({ code: z.string(), name: z.string() })) })
