import { z } from 'zod'
import { WORKING_ROLES } from '../desk/desk-roles.js'
import { deskError } from '../desk/wire.js'
import { EVERYBODY, requireStaff } from '../staff/access/staff-access.js'
import type { StaffServer } from '../staff/staff-server.js'
import type { Review } from './review.js'
import { REVIEWING_ROLES } from './review-roles.js'
import {
  checkBody,
  checkReply,
  decisionBody,
  editBody,
  proposalView,
  qaText,
  reviewPage,
  reviewQuery,
  reviewReply,
  ticketQaReply,
} from './review-wire.js'

const tags = ['知识审核']
const working = { roles: WORKING_ROLES, scope: 'office' } as const
const reviewing = { roles: REVIEWING_ROLES, scope: 'office' } as const
const ofTicket = z.object({ number: z.string() })
const ofProposal = z.object({ proposalId: z.string() })

/** Proposing questions with answers from tickets, and their review. */
export function addReviewRoutes(server: StaffServer, review: Review): void {
  server.get(
    '/api/desk/tickets/:number/qa',
    {
      config: { access: working },
      schema: {
        tags,
        summary: '把工单推荐为问答：预填的问题和答复（个人信息已隐去），或已推荐的状态',
        params: ofTicket,
        response: { 200: ticketQaReply, '4xx': deskError },
      },
    },
    async (request) => review.fromTickets.show(request.params.number, requireStaff(request)),
  )

  server.post(
    '/api/desk/tickets/:number/qa',
    {
      config: { access: working },
      schema: {
        tags,
        summary: '推荐为问答，送审核；依据找不到或还有个人信息的不收',
        params: ofTicket,
        body: qaText,
        response: { 201: proposalView, '4xx': deskError },
      },
    },
    async (request, reply) => {
      const proposed = await review.fromTickets.propose(
        request.params.number,
        request.body,
        requireStaff(request),
      )
      return reply.code(201).send(proposed)
    },
  )

  server.post(
    '/api/desk/qa-check',
    {
      config: { access: { roles: EVERYBODY, scope: 'office' } },
      schema: {
        tags,
        summary: '检查一条问答：依据、个人信息、相近的已有条目',
        body: checkBody,
        response: { 200: checkReply, '4xx': deskError },
      },
    },
    async (request) => {
      const { proposalId, ...text } = request.body
      return review.check(text, requireStaff(request).scope, { ownId: proposalId })
    },
  )

  server.get(
    '/api/desk/reviews',
    {
      config: { access: reviewing },
      schema: {
        tags,
        summary: '推荐来的问答',
        querystring: reviewQuery,
        response: { 200: reviewPage, '4xx': deskError },
      },
    },
    async (request) => ({ proposals: await review.list(request.query.status, requireStaff(request)) }),
  )

  server.get(
    '/api/desk/reviews/:proposalId',
    {
      config: { access: reviewing },
      schema: {
        tags,
        summary: '一条问答，和对它的检查',
        params: ofProposal,
        response: { 200: reviewReply, '4xx': deskError },
      },
    },
    async (request) => review.show(request.params.proposalId, requireStaff(request)),
  )

  server.put(
    '/api/desk/reviews/:proposalId',
    {
      config: { access: reviewing },
      schema: {
        tags,
        summary: '修改待审核的问答',
        params: ofProposal,
        body: editBody,
        response: { 200: proposalView, '4xx': deskError },
      },
    },
    async (request) => {
      const { version, ...text } = request.body
      return review.edit(request.params.proposalId, text, version, requireStaff(request))
    },
  )

  server.post(
    '/api/desk/reviews/:proposalId/decision',
    {
      config: { access: reviewing },
      schema: {
        tags,
        summary: '发布、退回（写明原因）或撤下；自己推荐的不能自己发布',
        params: ofProposal,
        body: decisionBody,
        response: { 200: proposalView, '4xx': deskError },
      },
    },
    async (request) => review.decide(request.params.proposalId, request.body, requireStaff(request)),
  )
}
