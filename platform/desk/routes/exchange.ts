import { z } from 'zod'
import { requireStaff } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { EXCHANGE_ROLES } from '../desk-roles.js'
import { exchangeView, reconciliationView, resentReply, skipBody } from '../exchange/exchange-wire.js'
import { deskError } from '../wire.js'
import type { DeskHttpOptions } from './desk-http-options.js'

const tags = ['工作台']
const access = { roles: EXCHANGE_ROLES, scope: 'office' } as const
const params = z.object({ letterId: z.string() })

export function exchangeRoutes(server: StaffServer, { desk }: DeskHttpOptions): void {
  const { exchange } = desk

  server.get(
    '/api/desk/exchange',
    {
      config: { access },
      schema: {
        tags,
        summary: '与业务平台的交换：投递情况、停发的消息、上次对账；delivery 为 null 表示没有接业务平台',
        response: { 200: exchangeView, '4xx': deskError },
      },
    },
    async (request) => exchange.show(requireStaff(request)),
  )

  server.post(
    '/api/desk/exchange/dead-letters/resend',
    {
      config: { access },
      schema: {
        tags,
        summary: '把管辖范围内停发的消息全部重发',
        response: { 200: resentReply, '4xx': deskError },
      },
    },
    async (request) => ({ resent: await exchange.resendAll(requireStaff(request)) }),
  )

  server.post(
    '/api/desk/exchange/dead-letters/:letterId/resend',
    {
      config: { access },
      schema: {
        tags,
        summary: '重发一条停发的消息',
        params,
        response: { 200: resentReply, '4xx': deskError },
      },
    },
    async (request) => ({
      resent: await exchange.resend(request.params.letterId, requireStaff(request)),
    }),
  )

  server.post(
    '/api/desk/exchange/dead-letters/:letterId/skip',
    {
      config: { access },
      schema: {
        tags,
        summary: '跳过一条停发的消息并说明原因；同一工单后面的消息接着发',
        params,
        body: skipBody,
        response: { 204: z.null(), '4xx': deskError },
      },
    },
    async (request, reply) => {
      await exchange.skip(request.params.letterId, request.body.reason, requireStaff(request))
      return reply.code(204).send(null)
    },
  )

  server.post(
    '/api/desk/exchange/reconciliation',
    {
      config: { access },
      schema: {
        tags,
        summary: '现在对账：双方工单按编号和状态核对',
        response: { 200: reconciliationView, '4xx': deskError },
      },
    },
    async (request) => exchange.reconcile(requireStaff(request)),
  )
}
