import { z } from 'zod'
import { deskError } from '../../desk/wire.js'
import { requireMember } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import type { Knowledge } from '../knowledge.js'
import { changing, publishing, reading } from '../route-access.js'
import { careBody, sourceChoices, sourcePage, sourceQuery, sourceReply, versionReply } from './source-wire.js'

const tags = ['知识库']
const ofSource = z.object({ sourceId: z.string() })
const ofVersion = z.object({ versionId: z.string() })
const withdrawBody = z.object({ reason: z.string().trim().min(1).max(500) })

export function addSourceRoutes(server: StaffServer, { sources, drafts }: Knowledge): void {
  server.get(
    '/api/knowledge/sources',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '法规、指南和问答，按条件筛选和查找',
        querystring: sourceQuery,
        response: { 200: sourcePage, '4xx': deskError },
      },
    },
    async (request) => sources.list(request.query),
  )

  server.get(
    '/api/knowledge/choices',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '有来源的地区，和可以当负责人的人',
        response: { 200: sourceChoices, '4xx': deskError },
      },
    },
    async () => sources.choices(),
  )

  server.get(
    '/api/knowledge/sources/:sourceId',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '一个来源：各版本、负责人和复核日期、相关草稿',
        params: ofSource,
        response: { 200: sourceReply, '4xx': deskError },
      },
    },
    async (request) => sources.show(request.params.sourceId, requireMember(request)),
  )

  server.put(
    '/api/knowledge/sources/:sourceId/care',
    {
      config: { access: changing },
      schema: {
        tags,
        summary: '设定负责人、复核日期和失效日期',
        params: ofSource,
        body: careBody,
        response: { 200: sourceReply, '4xx': deskError },
      },
    },
    async (request) => sources.setCare(request.params.sourceId, request.body, requireMember(request)),
  )

  server.get(
    '/api/knowledge/versions/:versionId',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '一个版本的全文',
        params: ofVersion,
        response: { 200: versionReply, '4xx': deskError },
      },
    },
    async (request) => sources.readVersion(request.params.versionId),
  )

  server.post(
    '/api/knowledge/versions/:versionId/withdraw',
    {
      config: { access: publishing },
      schema: {
        tags,
        summary: '撤下一个版本，写明原因；法规撤下最新版本后，前一版本恢复有效',
        params: ofVersion,
        body: withdrawBody,
        response: { 200: sourceReply, '4xx': deskError },
      },
    },
    async (request) =>
      sources.withdraw(request.params.versionId, request.body.reason, requireMember(request)),
  )

  server.post(
    '/api/knowledge/versions/:versionId/restore',
    {
      config: { access: publishing },
      schema: {
        tags,
        summary: '恢复撤下的版本',
        params: ofVersion,
        response: { 200: sourceReply, '4xx': deskError },
      },
    },
    async (request) => sources.restore(request.params.versionId, requireMember(request)),
  )

  server.post(
    '/api/knowledge/versions/:versionId/roll-back',
    {
      config: { access: publishing },
      schema: {
        tags,
        summary: '把指南或问答退回这个版本的内容，立即发布',
        params: ofVersion,
        response: { 200: sourceReply, '4xx': deskError },
      },
    },
    async (request) => {
      const member = requireMember(request)
      return sources.show(await drafts.rollBack(request.params.versionId, member), member)
    },
  )
}
