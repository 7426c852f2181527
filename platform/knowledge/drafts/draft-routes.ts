import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { deskError } from '../../desk/wire.js'
import { requireMember } from '../../staff/access/staff-access.js'
import { staffErrors } from '../../staff/staff-error.js'
import type { StaffServer } from '../../staff/staff-server.js'
import type { Knowledge } from '../knowledge.js'
import { changing, publishing, reading } from '../route-access.js'
import {
  bulkDecision,
  bulkReply,
  commentBody,
  draftDecision,
  draftEdit,
  draftPage,
  draftQuery,
  draftReply,
  draftStep,
  newDraftBody,
} from './draft-wire.js'
import { isPdf } from './view-draft.js'

const tags = ['知识库：草稿']
const ofDraft = z.object({ draftId: z.string() })
/** A text of two million characters, each escaped as JSON may. */
const BODY_LIMIT_BYTES = 16 * 1024 * 1024

export function addDraftRoutes(server: StaffServer, { drafts }: Knowledge): void {
  server.get(
    '/api/knowledge/drafts',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '草稿，最近改过的在前；不写状态时只列还没有结束的',
        querystring: draftQuery,
        response: { 200: draftPage, '4xx': deskError },
      },
    },
    async (request) => drafts.list(request.query, requireMember(request)),
  )

  server.post(
    '/api/knowledge/drafts',
    {
      bodyLimit: BODY_LIMIT_BYTES,
      config: { access: changing },
      schema: {
        tags,
        summary: '新写指南或问答，或修改已发布的',
        body: newDraftBody,
        response: { 201: draftReply, '4xx': deskError },
      },
    },
    async (request, reply) => reply.code(201).send(await drafts.create(request.body, requireMember(request))),
  )

  server.post(
    '/api/knowledge/drafts/bulk',
    {
      config: { access: publishing },
      bodyLimit: BODY_LIMIT_BYTES,
      schema: {
        tags,
        summary: '许多草稿一起送审、发布或放弃；发布时一起生效',
        body: bulkDecision,
        response: { 200: bulkReply, '4xx': deskError },
      },
    },
    async (request) => drafts.bulk(request.body, requireMember(request)),
  )

  server.get(
    '/api/knowledge/drafts/:draftId',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '一份草稿：原文、识别出的条文、要核对的地方、意见',
        params: ofDraft,
        response: { 200: draftReply, '4xx': deskError },
      },
    },
    async (request) => drafts.show(request.params.draftId, requireMember(request)),
  )

  server.get(
    '/api/knowledge/drafts/:draftId/original',
    {
      config: { access: reading },
      schema: { tags, summary: '下载上传的文件', params: ofDraft },
    },
    async (request, reply) => {
      const { file, bytes } = await drafts.original(request.params.draftId)
      return sendFile(reply, bytes, { file, type: 'application/octet-stream', disposition: 'attachment' })
    },
  )

  server.get(
    '/api/knowledge/drafts/:draftId/original.pdf',
    {
      config: { access: reading },
      schema: { tags, summary: '上传的 PDF，供浏览器直接显示；不是 PDF 的为 404', params: ofDraft },
    },
    async (request, reply) => {
      const { file, bytes } = await drafts.original(request.params.draftId)
      // Whatever else a browser would show could run as our page; a PDF needs nothing but its viewer, in our own frame.
      if (!isPdf(bytes)) throw staffErrors.notFound()
      reply.header('content-security-policy', "default-src 'none';frame-ancestors 'self'")
      return sendFile(reply, bytes, { file, type: 'application/pdf', disposition: 'inline' })
    },
  )

  server.put(
    '/api/knowledge/drafts/:draftId',
    {
      bodyLimit: BODY_LIMIT_BYTES,
      config: { access: changing },
      schema: {
        tags,
        summary: '修改草稿的文字或适用地区',
        params: ofDraft,
        body: draftEdit,
        response: { 200: draftReply, '4xx': deskError },
      },
    },
    async (request) => drafts.edit(request.params.draftId, request.body, requireMember(request)),
  )

  server.post(
    '/api/knowledge/drafts/:draftId/step',
    {
      config: { access: changing },
      schema: {
        tags,
        summary: '送审或放弃',
        params: ofDraft,
        body: draftStep,
        response: { 200: draftReply, '4xx': deskError },
      },
    },
    async (request) => drafts.decide(request.params.draftId, request.body, requireMember(request)),
  )

  server.post(
    '/api/knowledge/drafts/:draftId/decision',
    {
      config: { access: publishing },
      schema: {
        tags,
        summary: '发布（可定时）或退回；自己写的要由别人发布',
        params: ofDraft,
        body: draftDecision,
        response: { 200: draftReply, '4xx': deskError },
      },
    },
    async (request) => drafts.decide(request.params.draftId, request.body, requireMember(request)),
  )

  server.post(
    '/api/knowledge/drafts/:draftId/comments',
    {
      config: { access: changing },
      schema: {
        tags,
        summary: '写一条意见',
        params: ofDraft,
        body: commentBody,
        response: { 200: draftReply, '4xx': deskError },
      },
    },
    async (request) => drafts.comment(request.params.draftId, request.body.text, requireMember(request)),
  )
}

interface SentFile {
  file: string
  type: string
  disposition: 'attachment' | 'inline'
}

function sendFile(reply: FastifyReply, bytes: Buffer, { file, type, disposition }: SentFile): FastifyReply {
  const name = encodeURIComponent(file.split('/').at(-1)!)
  return reply
    .type(type)
    .header('content-disposition', `${disposition}; filename*=UTF-8''${name}`)
    .header('x-content-type-options', 'nosniff')
    .send(bytes)
}
