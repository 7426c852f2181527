import { z } from 'zod'
import { deskError } from '../../desk/wire.js'
import { requireMember } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import type { Knowledge } from '../knowledge.js'
import { changing, publishing, reading } from '../route-access.js'
import {
  affectedQuery,
  affectedReply,
  noticeBody,
  noticeDecision,
  noticePage,
  noticeRow,
} from './correction-wire.js'

const tags = ['知识库']

export function addCorrectionRoutes(server: StaffServer, { corrections }: Knowledge): void {
  server.get(
    '/api/knowledge/corrections',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '给市民的更正通知，新的在前',
        response: { 200: noticePage, '4xx': deskError },
      },
    },
    async (request) => ({ notices: await corrections.list(requireMember(request)) }),
  )

  server.get(
    '/api/knowledge/corrections/affected',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '最近多少市民得到过依据这条指南或问答的答复（只有数量）',
        querystring: affectedQuery,
        response: { 200: affectedReply, '4xx': deskError },
      },
    },
    async (request) =>
      corrections.affected(request.query.versionId, request.query.days, requireMember(request)),
  )

  server.post(
    '/api/knowledge/corrections',
    {
      config: { access: changing },
      schema: {
        tags,
        summary: '起草一条更正通知',
        body: noticeBody,
        response: { 200: noticeRow, '4xx': deskError },
      },
    },
    async (request) => corrections.propose(request.body, requireMember(request)),
  )

  server.post(
    '/api/knowledge/corrections/:noticeId/decision',
    {
      config: { access: publishing },
      schema: {
        tags,
        summary: '由另一位同事批准发送，或者作废',
        params: z.object({ noticeId: z.string() }),
        body: noticeDecision,
        response: { 200: noticeRow, '4xx': deskError },
      },
    },
    async (request) => corrections.decide(request.params.noticeId, request.body, requireMember(request)),
  )
}
