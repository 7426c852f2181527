import type { z } from 'zod'
import type {
  importPreview,
  importReply,
  officeBody,
  officeTreeView,
  officeView,
  receiversView,
  regionsView,
} from '../../offices/office-wire.js'
import { request } from '../request.js'

export type OfficeNode = z.infer<typeof officeTreeView>
export type OfficeFields = z.infer<typeof officeBody>
export type Preview = z.infer<typeof importPreview>
export type Receivers = z.infer<typeof receiversView>
export interface Table {
  fileName: string
  /** Base64. */
  content: string
}

const OFFICES = '/api/desk/offices'
export const OFFICE_TABLE = `${OFFICES}/table`
/** A province has tens of thousands. */
const IMPORT_MS = 180_000

export const officesApi = {
  list: async () => (await request<{ offices: OfficeNode[] }>('GET', OFFICES)).offices,
  receivers: (id: string) => request<Receivers>('GET', `${OFFICES}/${encodeURIComponent(id)}/receivers`),
  add: (fields: OfficeFields) => request<z.infer<typeof officeView>>('POST', OFFICES, fields),
  change: (id: string, fields: OfficeFields) =>
    request<z.infer<typeof officeView>>('PUT', `${OFFICES}/${encodeURIComponent(id)}`, fields),
  preview: (table: Table) => request<Preview>('POST', `${OFFICES}/import/preview`, table, IMPORT_MS),
  import: (table: Table, plan: string) =>
    request<z.infer<typeof importReply>>('POST', `${OFFICES}/import`, { ...table, plan }, IMPORT_MS),
  regions: async (text: string) =>
    (
      await request<z.infer<typeof regionsView>>(
        'GET',
        `/api/desk/regions?${new URLSearchParams({ q: text })}`,
      )
    ).regions,
}
