import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type SmsSettings, smsSettings, toSmsSettings } from '../../channels/sms/sms-settings.js'

/** A gateway that takes one request for one text message, and says what became of it in a response of status 200. */
export async function startSmsGateway(body: string, change: Record<string, string> = {}) {
  const taken: { type: string; body: string }[] = []
  const faults: (number | 'break' | 'wrong')[] = []
  let requests = 0
  const server = createServer(async (request, response) => {
    const said = await text(request)
    requests++
    const fault = faults.shift()
    if (fault === 'break') return void request.socket.destroy()
    if (typeof fault === 'number') return void response.writeHead(fault).end(`no: ${said}`)
    const isWrong = fault === 'wrong' || request.headers.authorization !== 'APPCODE secret'
    if (!isWrong) taken.push({ type: request.headers['content-type']!, body: said })
    response.end(isWrong ? `{"code":15,"msg":"${said.replaceAll('"', "'")}"}` : '{"code":0,"msg":"OK"}')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const settings: SmsSettings = toSmsSettings(
    smsSettings.parse({
      SMS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`,
      SMS_BODY: body,
      SMS_HEADERS: '{"Authorization":"APPCODE secret"}',
      SMS_SUCCESS: '"code":0',
      ...change,
    }),
  )
  return {
    settings,
    taken,
    requestCount: () => requests,
    /** Each of the next requests gets one of these statuses, no answer, or a refusal with status 200. */
    failNext: (...next: typeof faults) => faults.push(...next),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
