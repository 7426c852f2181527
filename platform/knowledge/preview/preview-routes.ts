import { Readable } from 'node:stream'
import { deskError } from '../../desk/wire.js'
import type { StaffServer } from '../../staff/staff-server.js'
import type { Knowledge } from '../knowledge.js'
import { reading } from '../route-access.js'
import type { PreviewSteps } from './preview.js'
import { type PreviewLine, previewBody, previewReply } from './preview-wire.js'

const LINES = 'application/x-ndjson'

export function addPreviewRoutes(server: StaffServer, { preview }: Knowledge): void {
  server.post(
    '/api/knowledge/preview',
    {
      config: { access: reading },
      schema: {
        tags: ['知识库：检验'],
        summary:
          '发布这些草稿会改变哪些答复：用例和近期常见问题，发布前后各问一遍；什么都不发布。accept: application/x-ndjson 时逐行返回进度，最后一行是结果',
        body: previewBody,
        response: { 200: previewReply, '4xx': deskError },
      },
    },
    async (request, reply) => {
      const steps = preview(request.body.draftIds)
      // What is refused is so before the first line.
      const first = await steps.next()
      if (request.headers.accept?.includes(LINES)) {
        const lines = Readable.from(linesOf(first, steps))
        // Nobody listens any more, perhaps since before the first line: the index is closed, the next one is let in.
        lines.once('close', () => {
          steps.return(undefined as never).catch((error: unknown) => request.log.error(error))
        })
        // A stream is sent as it is, past the schema.
        return reply
          .type(LINES)
          .header('x-accel-buffering', 'no')
          .send(lines as never)
      }
      let step = first
      while (!step.done) step = await (reply.raw.destroyed ? steps.return(undefined as never) : steps.next())
      return step.value
    },
  )
}

async function* linesOf(
  first: Awaited<ReturnType<PreviewSteps['next']>>,
  steps: PreviewSteps,
): AsyncGenerator<string> {
  const line = (value: PreviewLine) => `${JSON.stringify(value)}\n`
  let step = first
  while (!step.done) {
    yield line(step.value)
    step = await steps.next()
  }
  yield line({ reply: step.value })
}
