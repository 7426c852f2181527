import { requireSession, requireStaff } from '../../staff/access/staff-access.js'
import { StaffError } from '../../staff/staff-error.js'
import type { StaffServer } from '../../staff/staff-server.js'
import { WORKING_ROLES } from '../desk-roles.js'
import { deskError } from '../wire.js'
import type { DeskHttpOptions } from './desk-http-options.js'

/** Open at once in this process: five times what a province's hall and hotline have. */
const MOST_STREAMS = 1000

export function watchDeskRoute(server: StaffServer, { feed, streams }: DeskHttpOptions): void {
  server.get(
    '/api/desk/events',
    {
      config: { access: { roles: WORKING_ROLES, scope: 'office' } },
      schema: {
        tags: ['工作台'],
        summary: '事件流（SSE）：管辖范围内工单和会话的变化，一秒内送达；收到 ready 后重新读取列表',
        response: { '4xx': deskError, '5xx': deskError },
      },
    },
    async (request, reply) => {
      if (feed.count() >= MOST_STREAMS) {
        throw new StaffError(503, 'too_many_streams', '在线人数过多，请稍后再试。', 30)
      }
      const { member } = requireStaff(request)
      let stream: ReturnType<typeof streams.start> | undefined
      const unsubscribe = await feed.subscribe({
        member,
        tokenHash: requireSession(request).tokenHash,
        send: ({ event, data }) => stream?.send(event, data),
        end: () => stream?.end(),
      })
      stream = streams.start(reply, { endless: true })
      stream.onEnd(unsubscribe)
      stream.send('ready', { memberId: member.id })
      return reply
    },
  )
}
