import { createSharedValues } from '../../channels/shared-values.js'
import { createWechatChannel } from '../../channels/wechat/wechat-channel.js'
import type { TestDatabase } from '../../storage/test-database.js'
import { startTestServer, type TestServerOptions } from '../http-test-server.js'
import { startWechat, type WechatStandInOptions } from './wechat-stand-in.js'

export const LIN = 'oLin0000000000000000000000'

export type WechatServerOptions = WechatStandInOptions & Pick<TestServerOptions, 'respond' | 'withoutLinks'>

/** A server with an official account. @param closing gets what is to be called in the end, last first */
export async function startWithWechat(
  open: () => Promise<TestDatabase>,
  closing: (() => Promise<unknown>)[],
  options: WechatServerOptions = {},
) {
  const database = await open()
  closing.push(() => database.drop())
  const wechat = await startWechat(options)
  closing.push(() => wechat.close())
  const server = await startTestServer({
    database,
    respond: options.respond,
    withoutLinks: options.withoutLinks,
    now: options.now,
    channels: (deps) => [
      createWechatChannel(wechat.settings, { ...deps, values: createSharedValues(deps, 'wechat') }),
    ],
  })
  closing.push(() => server.close())
  /** Staff say something in the only conversation there is. */
  async function staffSay(...texts: string[]) {
    const at = (options.now?.() ?? new Date()).toISOString()
    const { id } = await database.db.selectFrom('conversations').select('id').executeTakeFirstOrThrow()
    const events = texts.map((text) => ({ kind: 'staff_message' as const, text, at }))
    await server.transact((trx) => server.conversations.appendEvents(trx, id, events))
  }
  return { wechat, server, database, staffSay }
}

export const deliveriesIn = ({ db }: TestDatabase) =>
  db.selectFrom('deliveries').selectAll().orderBy('id').execute()
