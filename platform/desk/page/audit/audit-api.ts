import type { z } from 'zod'
import type { auditPage, auditVerdict } from '../../audit/audit-wire.js'
import { request } from '../request.js'

export type AuditEntry = z.infer<typeof auditPage>['entries'][number]
export type AuditVerdict = z.infer<typeof auditVerdict>

const VERIFY_MS = 180_000

export const auditApi = {
  list: (query: URLSearchParams) => request<z.infer<typeof auditPage>>('GET', `/api/desk/audit?${query}`),
  verify: (noted: string | undefined) =>
    request<AuditVerdict>('POST', '/api/desk/audit/verification', { noted }, VERIFY_MS),
}
