import { z } from 'zod'
import { requireStaff } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { WORKING_ROLES } from '../desk-roles.js'
import { liveConversationView, liveMessageBody, livePage } from '../live/live-wire.js'
import { deskError } from '../wire.js'
import type { DeskHttpOptions } from './desk-http-options.js'

const tags = ['工作台']
const access = { roles: WORKING_ROLES, scope: 'office' } as const
const params = z.object({ conversationId: z.string() })

/** What is being said now, and staff in it. Each change answers with the conversation as it is then. */
export function conversationRoutes(server: StaffServer, { desk }: DeskHttpOptions): void {
  const { conversations, live } = desk
  const response = { 200: liveConversationView, '4xx': deskError }

  server.get(
    '/api/desk/conversations',
    {
      config: { access },
      schema: {
        tags,
        summary: '正在进行的会话，含智能助手的把握和由谁接待',
        response: { 200: livePage, '4xx': deskError },
      },
    },
    async (request) => conversations.list(requireStaff(request).scope),
  )

  server.get(
    '/api/desk/conversations/:conversationId',
    { config: { access }, schema: { tags, summary: '一个会话的全部内容', params, response } },
    async (request) => conversations.show(request.params.conversationId, requireStaff(request).member),
  )

  server.post(
    '/api/desk/conversations/:conversationId/take-over',
    {
      config: { access },
      schema: { tags, summary: '接入会话：智能助手从此不再答复，群众会看到提示', params, response },
    },
    async (request) => {
      const { member } = requireStaff(request)
      await live.takeOver(request.params.conversationId, member)
      return conversations.show(request.params.conversationId, member)
    },
  )

  server.post(
    '/api/desk/conversations/:conversationId/release',
    {
      config: { access },
      schema: { tags, summary: '把会话交还智能助手，群众会看到提示', params, response },
    },
    async (request) => {
      const { member } = requireStaff(request)
      await live.release(request.params.conversationId, member)
      return conversations.show(request.params.conversationId, member)
    },
  )

  server.post(
    '/api/desk/conversations/:conversationId/messages',
    {
      config: { access },
      schema: { tags, summary: '回复群众（须先接入）', params, body: liveMessageBody, response },
    },
    async (request) => {
      const { member } = requireStaff(request)
      await live.say(request.params.conversationId, member, request.body)
      return conversations.show(request.params.conversationId, member)
    },
  )

  server.post(
    '/api/desk/conversations/:conversationId/whisper',
    {
      config: { access },
      schema: {
        tags,
        summary: '悄悄给接待的同事提建议，群众看不到',
        params,
        body: liveMessageBody,
        response,
      },
    },
    async (request) => {
      const { member } = requireStaff(request)
      await live.whisper(request.params.conversationId, member, request.body)
      return conversations.show(request.params.conversationId, member)
    },
  )
}
