import { z } from 'zod'
import { searchRegions } from '../../../knowledge/regions.js'
import { requireStaff } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { ADMINISTERING_ROLES, OFFICE_READERS } from '../desk-roles.js'
import {
  importBody,
  importPreview,
  importReply,
  officeBody,
  officeTreeView,
  officeView,
  previewBody,
  receiversView,
  regionQuery,
  regionsView,
  TABLE_BODY_BYTES,
} from '../offices/office-wire.js'
import { deskError } from '../wire.js'
import type { DeskHttpOptions } from './desk-http-options.js'

const tags = ['工作台']
const reading = { roles: OFFICE_READERS, scope: 'office' } as const
const editing = { roles: ADMINISTERING_ROLES, scope: 'office' } as const
const MOST_REGIONS = 20
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export function officeRoutes(server: StaffServer, { desk }: DeskHttpOptions): void {
  server.get(
    '/api/desk/offices',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '本机构和下级机构，含地址、电话、时间和业务',
        response: { 200: z.object({ offices: z.array(officeTreeView) }), '4xx': deskError },
      },
    },
    async (request) => ({ offices: await desk.offices.list(requireStaff(request)) }),
  )

  server.post(
    '/api/desk/offices',
    {
      config: { access: editing },
      schema: {
        tags,
        summary: '新增机构，放在管辖范围内的上级之下',
        body: officeBody,
        response: { 201: officeView, '4xx': deskError },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await desk.offices.add(request.body, requireStaff(request))),
  )

  server.put(
    '/api/desk/offices/:officeId',
    {
      config: { access: editing },
      schema: {
        tags,
        summary: '修改机构',
        params: z.object({ officeId: z.string() }),
        body: officeBody,
        response: { 200: officeView, '4xx': deskError },
      },
    },
    async (request) => desk.offices.change(request.params.officeId, request.body, requireStaff(request)),
  )

  server.get(
    '/api/desk/offices/:officeId/receivers',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '机构所在地区的咨询由谁接收，按业务；哪些下级地区还没有机构',
        params: z.object({ officeId: z.string() }),
        response: { 200: receiversView, '4xx': deskError },
      },
    },
    async (request) => desk.offices.receivers(request.params.officeId, requireStaff(request)),
  )

  server.get(
    '/api/desk/offices/table',
    {
      config: { access: editing },
      schema: {
        tags,
        summary: '现有机构表（.xlsx），改好可以再导入',
        response: { 200: z.any(), '4xx': deskError },
      },
    },
    async (request, reply) =>
      reply
        .type(WORKBOOK)
        .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent('机构表.xlsx')}`)
        .send(await desk.offices.import.table(requireStaff(request))),
  )

  server.post(
    '/api/desk/offices/import/preview',
    {
      bodyLimit: TABLE_BODY_BYTES,
      config: { access: editing },
      schema: {
        tags,
        summary: '导入机构表之前逐行核对：新增、修改、不能导入的原因；不写入',
        body: previewBody,
        response: { 200: importPreview, '4xx': deskError },
      },
    },
    async (request) => desk.offices.import.preview(request.body, requireStaff(request)),
  )

  server.post(
    '/api/desk/offices/import',
    {
      bodyLimit: TABLE_BODY_BYTES,
      config: { access: editing },
      schema: {
        tags,
        summary: '按核对过的结果一次写入；其间有变化就返回 409 plan_changed',
        body: importBody,
        response: { 200: importReply, '4xx': deskError },
      },
    },
    async (request) => desk.offices.import.run(request.body, requireStaff(request)),
  )

  server.get(
    '/api/desk/regions',
    {
      config: { access: { roles: ADMINISTERING_ROLES, scope: 'own' } },
      schema: {
        tags,
        summary: '按名称或代码查行政区划',
        querystring: regionQuery,
        response: { 200: regionsView, '4xx': deskError },
      },
    },
    async (request) => ({ regions: searchRegions(request.query.q, MOST_REGIONS) }),
  )
}
