import { z } from 'zod'
import { isRegionCode, parentCodes, regionName } from '../../../knowledge/regions.js'
import { requireStaff, type StaffAccess } from '../../staff/access/staff-access.js'
import { errorSchema } from '../../staff/routes/staff-wire.js'
import { StaffError } from '../../staff/staff-error.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { LEADING_ROLES, WORKING_ROLES } from '../desk-roles.js'
import type { Hotline } from './hotline.js'
import {
  acceptanceView,
  callParams,
  callView,
  choiceBody,
  choiceView,
  draftBody,
  draftView,
  historyView,
  periodQuery,
  phoneBody,
  ticketBody,
  ticketView,
} from './hotline-wire.js'

const tags = ['热线']
const DAY_MS = 86_400_000

/** Who answers the phone. */
export const AT_HOTLINE = {
  roles: WORKING_ROLES,
  scope: 'office',
} as const satisfies StaffAccess

/** Calls, their suggestions and their tickets; what streams is in `hotline-stream.ts`. */
export function hotlineRoutes(server: StaffServer, hotline: Hotline): void {
  const { calls, suggestions, live, tickets } = hotline

  server.post(
    '/api/desk/hotline/calls',
    {
      config: { access: AT_HOTLINE },
      schema: { tags, summary: '接起一个电话', response: { 201: callView, '4xx': errorSchema } },
    },
    async (request, reply) =>
      reply.code(201).send({ callId: await calls.start(requireStaff(request).member) }),
  )

  server.put(
    '/api/desk/hotline/calls/:callId/caller',
    {
      config: { access: AT_HOTLINE },
      schema: {
        tags,
        summary: '来电号码以前的来电和工单；号码本身不保存',
        params: callParams,
        body: phoneBody,
        response: { 200: historyView, '4xx': errorSchema },
      },
    },
    async (request) =>
      calls.recogniseCaller(request.params.callId, request.body.phone, requireStaff(request).scope),
  )

  server.post(
    '/api/desk/hotline/calls/:callId/choices',
    {
      config: { access: AT_HOTLINE },
      schema: {
        tags,
        summary: '用了、改了还是不要一条建议',
        params: callParams,
        body: choiceBody,
        response: { 200: choiceView, '4xx': errorSchema },
      },
    },
    async ({ params: { callId }, body: { key, ...choice } }) => {
      await live.recorded(callId)
      const chosen = await suggestions.choose(callId, key, choice)
      if (!chosen) throw new StaffError(404, 'not_found', '这通电话里没有这条建议。')
      return chosen
    },
  )

  server.post(
    '/api/desk/hotline/calls/:callId/ticket-draft',
    {
      config: { access: AT_HOTLINE },
      schema: {
        tags,
        summary: '按来电人说的填好工单，等话务员核对',
        params: callParams,
        body: draftBody,
        response: { 200: draftView, '4xx': errorSchema },
      },
    },
    async ({ body: { text, regionCode } }) => {
      const draft = await tickets.draft(text, knownRegion(regionCode))
      return { ...draft, regionName: draft.regionCode === null ? null : wholeName(draft.regionCode) }
    },
  )

  server.post(
    '/api/desk/hotline/calls/:callId/ticket',
    {
      config: { access: AT_HOTLINE },
      schema: {
        tags,
        summary: '登记工单；一通电话一张，再交一次还是它',
        params: callParams,
        body: ticketBody,
        response: { 201: ticketView, '4xx': errorSchema },
      },
    },
    async (request, reply) => {
      const { member } = requireStaff(request)
      knownRegion(request.body.regionCode)
      return reply.code(201).send(await tickets.open(request.params.callId, request.body, member))
    },
  )

  server.post(
    '/api/desk/hotline/calls/:callId/end',
    {
      config: { access: AT_HOTLINE },
      schema: {
        tags,
        summary: '电话挂了',
        params: callParams,
        response: { 204: z.null(), '4xx': errorSchema },
      },
    },
    async ({ params: { callId } }, reply) => {
      await calls.end(callId)
      live.end(callId)
      return reply.code(204).send(null)
    },
  )

  server.get(
    '/api/desk/hotline/acceptance',
    {
      config: { access: { roles: LEADING_ROLES, scope: 'office' } },
      schema: {
        tags,
        summary: '各事项的建议采用情况，按中国日期，含首尾',
        querystring: periodQuery,
        response: { 200: acceptanceView, '4xx': errorSchema },
      },
    },
    async (request) => {
      const { from, to } = request.query
      const begin = new Date(`${from}T00:00:00+08:00`)
      const end = new Date(Date.parse(`${to}T00:00:00+08:00`) + DAY_MS)
      const period = { from: begin.toISOString(), to: end.toISOString() }
      return { matters: await hotline.acceptance(requireStaff(request).scope, period) }
    },
  )
}

/** @throws {StaffError} 400 there is no such region */
function knownRegion(code: string | null): string | null {
  if (code !== null && !isRegionCode(code))
    throw new StaffError(400, 'no_region', '没有这个地区，请重新选择。')
  return code
}

/** 江苏省南京市玄武区. */
function wholeName(code: string): string {
  return [...parentCodes(code).toReversed(), code].map((each) => regionName(each) ?? '').join('')
}
