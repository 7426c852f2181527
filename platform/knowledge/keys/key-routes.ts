import { z } from 'zod'
import { deskError } from '../../desk/wire.js'
import { requireSession } from '../../staff/access/staff-access.js'
import { memberOf } from '../../staff/staff-member.js'
import type { StaffServer } from '../../staff/staff-server.js'
import type { Knowledge } from '../knowledge.js'
import { keyBody, keyList, newKeyReply } from './key-wire.js'

const tags = ['知识库：接口密钥']
/** No key makes keys: handlers ask for a session. */
const access = { roles: ['administrator'], scope: 'shared', key: 'publish' } as const

export function addKeyRoutes(server: StaffServer, { keys }: Knowledge): void {
  server.get(
    '/api/knowledge/keys',
    {
      config: { access },
      schema: { tags, summary: '接口密钥', response: { 200: keyList, '4xx': deskError } },
    },
    async (request) => {
      requireSession(request)
      return keys.list()
    },
  )

  server.post(
    '/api/knowledge/keys',
    {
      config: { access },
      schema: {
        tags,
        summary: '新建接口密钥；密钥只显示这一次',
        body: keyBody,
        response: { 201: newKeyReply, '4xx': deskError },
      },
    },
    async (request, reply) =>
      reply.code(201).send(await keys.add(request.body, memberOf(requireSession(request).account))),
  )

  server.delete(
    '/api/knowledge/keys/:keyId',
    {
      config: { access },
      schema: {
        tags,
        summary: '停用接口密钥',
        params: z.object({ keyId: z.string() }),
        response: { 200: keyList, '4xx': deskError },
      },
    },
    async (request) => keys.revoke(request.params.keyId, memberOf(requireSession(request).account)),
  )
}
