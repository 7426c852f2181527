import type { z } from 'zod'
import type { UploadedFile, uploadPage, uploadView } from '../../../../knowledge/uploads/upload-wire.js'
import { request } from '../../request.js'

export type Upload = z.infer<typeof uploadView>
export type FileResult = UploadedFile
export type ListedUpload = z.infer<typeof uploadPage>['uploads'][number]

const BASE = '/api/knowledge/uploads'
const ofUpload = (id: string) => `${BASE}/${encodeURIComponent(id)}`

export const uploadsApi = {
  begin: () => request<Upload>('POST', BASE, {}),
  recent: () => request<z.infer<typeof uploadPage>>('GET', `${BASE}?limit=10`),
  show: (id: string) => request<Upload>('GET', ofUpload(id)),
  end: (id: string) => request<Upload>('POST', `${ofUpload(id)}/end`, {}),
  filesOf: (id: string, name: string) => `${ofUpload(id)}/files?${new URLSearchParams({ name })}`,
}
