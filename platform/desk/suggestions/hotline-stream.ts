import websocket from '@fastify/websocket'
import { createSessionCookie } from '../../staff/access/session-cookie.js'
import type { Sessions } from '../../staff/session/sessions.js'
import { StaffError } from '../../staff/staff-error.js'
import type { StaffServer } from '../../staff/staff-server.js'
import type { Hotline } from './hotline.js'
import { AT_HOTLINE, hotlineRoutes } from './hotline-routes.js'
import { callParams } from './hotline-wire.js'
import { problem } from './live-calls.js'
import { clientMessage, type ServerMessage } from './stream-messages.js'

/** More than the longest segment in UTF-8. */
const LONGEST_MESSAGE_BYTES = 64 * 1024
/** Whoever signs out, or whose account is closed, hears nothing more after so long. */
const CHECK_MS = 30_000
/** Codes from 4000 on are ours. */
const SIGNED_OUT = 4401
/** RFC 6455: come again. */
const GOING_AWAY = 1001

export interface HotlineHttpOptions {
  hotline: Hotline
  sessions: Pick<Sessions, 'find'>
  publicUrl?: string
}

/** Everything under /api/desk/hotline. After `addStaffRoutes`, which lets in and refuses. */
export async function addHotlineRoutes(server: StaffServer, options: HotlineHttpOptions): Promise<void> {
  const { hotline, sessions, publicUrl } = options
  const cookie = createSessionCookie(publicUrl)
  await server.register(websocket, { options: { maxPayload: LONGEST_MESSAGE_BYTES } })
  // The socket of a refused upgrade is nobody's: left open, it keeps the server from closing.
  server.addHook('onResponse', async ({ headers, raw }) => {
    if (headers.upgrade === 'websocket') raw.socket.destroySoon()
  })
  hotlineRoutes(server, hotline)

  server.route({
    method: 'GET',
    url: '/api/desk/hotline/calls/:callId/stream',
    config: { access: AT_HOTLINE },
    schema: { hide: true, params: callParams },
    handler: () => {
      throw new StaffError(426, 'no_websocket', '这个地址要用 WebSocket 连接。')
    },
    wsHandler(socket, request) {
      const send = (message: ServerMessage) => socket.send(JSON.stringify(message))
      const listening = hotline.live.join((request.params as { callId: string }).callId, {
        send,
        end: () => socket.close(GOING_AWAY, 'the server is stopping'),
      })
      const token = cookie.read(request) ?? ''
      const check = setInterval(() => {
        sessions.find(token).then(
          (session) => session?.stage === 'full' || socket.close(SIGNED_OUT, 'signed out'),
          // A database that is away for a moment ends no call.
          (error) => request.log.warn({ err: error }, 'a session could not be looked up'),
        )
      }, CHECK_MS)
      socket.on('message', (data: Buffer) => {
        const read = clientMessage.safeParse(parsed(data))
        if (read.success) listening.hear(read.data)
        else send(problem('bad_message'))
      })
      socket.on('close', () => {
        clearInterval(check)
        listening.leave()
      })
    },
  })
}

function parsed(data: Buffer): unknown {
  try {
    return JSON.parse(data.toString('utf8'))
  } catch {
    return null
  }
}
