import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { officeById } from '../../../knowledge/office-tree.js'
import type { StaffRow } from '../../../storage/tables.js'
import { seesOffice } from '../access/add-staff-access.js'
import { requireStaff } from '../access/staff-access.js'
import { setUpUrl } from '../accounts/set-up-links.js'
import { staffErrors } from '../staff-error.js'
import type { StaffServer } from '../staff-server.js'
import type { StaffRouteDeps } from './staff-route-deps.js'
import {
  changeMemberBody,
  errorSchema,
  inviteBody,
  linkView,
  memberParams,
  memberView,
} from './staff-wire.js'

const tags = ['工作人员']
const access = { roles: ['administrator'], scope: 'office' } as const

/** Accounts of the administrator's office and of those below it. */
export function memberRoutes(server: StaffServer, { db, staff, publicUrl }: StaffRouteDeps): void {
  const { accounts, secondFactor, sessions } = staff

  async function viewAll(rows: readonly StaffRow[]): Promise<z.infer<typeof memberView>[]> {
    const [open, links] = await Promise.all([sessions.countOpen(), accounts.openLinks()])
    return rows.map((row) => ({
      id: row.id,
      login: row.login,
      name: row.name,
      role: row.role,
      officeId: row.office_id,
      status: row.status,
      secondFactor: row.totp_confirmed_at !== null,
      secondFactorRequired: secondFactor.isRequired(row.role),
      createdAt: row.created_at,
      lastSignedInAt: row.last_signed_in_at,
      sessions: open.get(row.id) ?? 0,
      linkExpiresAt: links.get(row.id) ?? null,
    }))
  }
  const view = async (row: StaffRow) => (await viewAll([row]))[0]!

  const viewLink = (request: FastifyRequest, link: { token: string; expiresAt: string }) => ({
    url: setUpUrl(publicUrl ?? `${request.protocol}://${request.host}`, link),
    expiresAt: link.expiresAt,
  })

  /** The whole province is given by those only who have it. @throws {StaffError} 400 */
  async function checkOffice(request: FastifyRequest, officeId: string | null): Promise<void> {
    const { scope } = requireStaff(request)
    const isAllowed = seesOffice(scope, officeId)
    if (!isAllowed || (officeId !== null && !(await officeById(db, officeId)))) throw staffErrors.noOffice()
  }

  /**
   * So that an administrator always remains, and whoever finds a screen open cannot set a password without the old one.
   * @throws {StaffError} 409 it is the member's own account
   */
  function notOneself(request: FastifyRequest, memberId: string): string {
    const { member } = requireStaff(request)
    if (member.id === memberId) throw staffErrors.ownAccount()
    return member.id
  }

  server.get(
    '/api/staff/members',
    {
      config: { access },
      schema: {
        tags,
        summary: '本机构和下级机构的账号',
        response: { 200: z.object({ members: z.array(memberView) }), '4xx': errorSchema },
      },
    },
    async (request) => ({ members: await viewAll(await accounts.list(requireStaff(request).scope)) }),
  )

  server.post(
    '/api/staff/members',
    {
      config: { access },
      schema: {
        tags,
        summary: '新建账号，取得 24 小时内有效的一次性链接；officeId 为 null 表示全省',
        body: inviteBody,
        response: { 201: z.object({ member: memberView, link: linkView }), '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      await checkOffice(request, request.body.officeId)
      const { account, link } = await accounts.invite(request.body, requireStaff(request).member.id)
      return reply.code(201).send({ member: await view(account), link: viewLink(request, link) })
    },
  )

  server.patch(
    '/api/staff/members/:memberId',
    {
      config: { access },
      schema: {
        tags,
        summary: '改姓名、岗位或机构；改岗位或机构后须重新登录',
        params: memberParams,
        body: changeMemberBody,
        response: { 200: memberView, '4xx': errorSchema },
      },
    },
    async (request) => {
      const { memberId } = request.params
      const actorId = notOneself(request, memberId)
      if (request.body.officeId !== undefined) await checkOffice(request, request.body.officeId)
      return view(await accounts.change(memberId, request.body, actorId))
    },
  )

  server.post(
    '/api/staff/members/:memberId/disable',
    {
      config: { access },
      schema: {
        tags,
        summary: '停用账号，其登录随即失效',
        params: memberParams,
        response: { 204: z.null(), '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const { memberId } = request.params
      await accounts.disable(memberId, notOneself(request, memberId))
      return reply.code(204).send(null)
    },
  )

  server.post(
    '/api/staff/members/:memberId/enable',
    {
      config: { access },
      schema: {
        tags,
        summary: '重新启用账号',
        params: memberParams,
        response: { 204: z.null(), '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      await accounts.enable(request.params.memberId, requireStaff(request).member.id)
      return reply.code(204).send(null)
    },
  )

  server.post(
    '/api/staff/members/:memberId/link',
    {
      config: { access },
      schema: {
        tags,
        summary: '忘记密码：新的一次性链接',
        params: memberParams,
        response: { 201: linkView, '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const { memberId } = request.params
      const link = await accounts.newLink(memberId, notOneself(request, memberId))
      return reply.code(201).send(viewLink(request, link))
    },
  )

  server.delete(
    '/api/staff/members/:memberId/sessions',
    {
      config: { access },
      schema: {
        tags,
        summary: '结束其在所有设备上的登录',
        params: memberParams,
        response: { 204: z.null(), '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const { memberId } = request.params
      await accounts.signOutEverywhere(memberId, notOneself(request, memberId))
      return reply.code(204).send(null)
    },
  )

  server.delete(
    '/api/staff/members/:memberId/second-factor',
    {
      config: { access },
      schema: {
        tags,
        summary: '手机丢失：解除动态验证码，其登录随即失效',
        params: memberParams,
        response: { 204: z.null(), '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const { memberId } = request.params
      await secondFactor.remove(memberId, notOneself(request, memberId))
      return reply.code(204).send(null)
    },
  )
}
