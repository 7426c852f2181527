import { z } from 'zod'
import { deskError } from '../../desk/wire.js'
import { requireMember } from '../../staff/access/staff-access.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { bulkReply } from '../drafts/draft-wire.js'
import type { Knowledge } from '../knowledge.js'
import { publishing, reading } from '../route-access.js'
import {
  dependenciesReply,
  dependentDecision,
  dependentPage,
  dependentQuery,
  policyBody,
  policyReply,
} from './dependent-wire.js'

const tags = ['知识库']

export function addDependentRoutes(server: StaffServer, { dependents }: Knowledge): void {
  server.get(
    '/api/knowledge/dependents',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '所引法条有变化的指南和问答，附新旧条文对照',
        querystring: dependentQuery,
        response: { 200: dependentPage, '4xx': deskError },
      },
    },
    async (request) => dependents.list(request.query),
  )

  server.post(
    '/api/knowledge/dependents/decisions',
    {
      config: { access: publishing },
      schema: {
        tags,
        summary: '确认仍然正确并恢复使用，或者撤下',
        body: dependentDecision,
        response: { 200: bulkReply, '4xx': deskError },
      },
    },
    async (request) => dependents.decide(request.body, requireMember(request)),
  )

  server.put(
    '/api/knowledge/dependents/policy',
    {
      config: { access: { roles: ['administrator'], scope: 'shared', key: 'publish' } },
      schema: {
        tags,
        summary: '所引法条变化时：停用，或者只提醒',
        body: policyBody,
        response: { 200: policyReply, '4xx': deskError },
      },
    },
    async (request) => dependents.setPolicy(request.body, requireMember(request)),
  )

  server.get(
    '/api/knowledge/sources/:sourceId/dependencies',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '指南、问答引用了哪些法条；法规被哪些指南、问答引用',
        params: z.object({ sourceId: z.string() }),
        response: { 200: dependenciesReply, '4xx': deskError },
      },
    },
    async (request) => dependents.of(request.params.sourceId),
  )
}
