import { deskError } from '../../desk/wire.js'
import type { StaffServer } from '../../staff/staff-server.js'
import type { Knowledge } from '../knowledge.js'
import { reading } from '../route-access.js'
import { questionBody, tryReply } from './try-wire.js'

const tags = ['知识库：检验']

export function addTesterRoutes(server: StaffServer, { tester }: Knowledge): void {
  server.post(
    '/api/knowledge/try',
    {
      config: { access: reading },
      schema: {
        tags,
        summary: '试问一句：理解、查找的每一步、取舍的原因和市民会看到的答复；不留记录，不开工单',
        body: questionBody,
        response: { 200: tryReply, '4xx': deskError },
      },
    },
    async (request) => tester.try(request.body),
  )
}
