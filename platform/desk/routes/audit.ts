import { requireStaff } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { auditPage, auditVerdict, listAuditQuery, verifyAuditBody } from '../audit/audit-wire.js'
import { ADMINISTERING_ROLES } from '../desk-roles.js'
import { deskError } from '../wire.js'
import type { DeskHttpOptions } from './desk-http-options.js'

const tags = ['工作台']
const access = { roles: ADMINISTERING_ROLES, scope: 'office' } as const

export function auditRoutes(server: StaffServer, { desk }: DeskHttpOptions): void {
  server.get(
    '/api/desk/audit',
    {
      config: { access },
      schema: {
        tags,
        summary: '审计日志：本机构和下级机构的人做了什么，新的在前；管全省的看全部',
        querystring: listAuditQuery,
        response: { 200: auditPage, '4xx': deskError },
      },
    },
    async (request) => desk.audit.list(request.query, requireStaff(request)),
  )

  server.post(
    '/api/desk/audit/verification',
    {
      config: { access },
      schema: {
        tags,
        summary: '核验审计日志的哈希链；noted 是以前记下的最后一行',
        body: verifyAuditBody,
        response: { 200: auditVerdict, '4xx': deskError },
      },
    },
    async (request) => desk.audit.verify(request.body.noted),
  )
}
