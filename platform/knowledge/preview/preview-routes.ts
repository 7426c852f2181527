import { deskError } from '../../desk/wire.js'
import type { StaffServer } from '../../staff/staff-server.js'
import type { Knowledge } from '../knowledge.js'
import { reading } from '../route-access.js'
import { previewBody, previewReply } from './preview-wire.js'

export function addPreviewRoutes(server: StaffServer, { preview }: Knowledge): void {
  server.post(
    '/api/knowledge/preview',
    {
      config: { access: reading },
      schema: {
        tags: ['知识库：检验'],
        summary: '发布这些草稿会改变哪些答复：用例和近期常见问题，发布前后各问一遍；什么都不发布',
        body: previewBody,
        response: { 200: previewReply, '4xx': deskError },
      },
    },
    async (request) => preview(request.body.draftIds),
  )
}
