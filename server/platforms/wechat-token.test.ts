import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { createSharedValues } from '../../channels/shared-values.js'
import { createWechatChannel } from '../../channels/wechat/wechat-channel.js'
import { openDatabase } from '../../storage/open-database.js'
import { testDatabases } from '../../storage/test-database.js'
import { testDataKey } from '../http-test-server.js'
import { startWechat } from './wechat-stand-in.js'

const MINUTES = 60_000

describe.each(testDatabases())('the token of an official account for two replicas on $name', ({ open }) => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  /** Each replica has connections of its own to the same database. */
  async function start() {
    let clock = new Date('2026-11-23T01:00:00Z')
    const now = () => clock
    const database = await open()
    closing.push(() => database.drop())
    const wechat = await startWechat({ now, template: { id: 'tpl', fields: { thing1: '有新答复' } } })
    closing.push(() => wechat.close())
    const replicas = await Promise.all(
      [1, 2].map(async () => {
        const { close, ...own } = await openDatabase(database)
        closing.push(close)
        const deps = { ...own, dataKey: testDataKey, now, randomBytes }
        return createWechatChannel(wechat.settings, { ...deps, values: createSharedValues(deps, 'wechat') })
      }),
    )
    return {
      wechat,
      replicas,
      pass: (ms: number) => {
        clock = new Date(clock.getTime() + ms)
      },
      /** Every replica calls three times at once. */
      callAtOnce: () =>
        Promise.all([...replicas, ...replicas, ...replicas].map((replica) => replica.notify!('oLin'))),
    }
  }

  it('is fetched once', async () => {
    const { wechat, callAtOnce } = await start()
    await callAtOnce()
    await callAtOnce()
    expect(wechat.tokenRequests).toEqual([{ force: false }])
    expect(wechat.templates).toHaveLength(12)
  })

  it('is fetched again before it ends, once, and never by force', async () => {
    const { wechat, pass, callAtOnce } = await start()
    await callAtOnce()
    pass(114 * MINUTES)
    await callAtOnce()
    expect(wechat.tokenRequests).toHaveLength(1)
    pass(1 * MINUTES)
    await callAtOnce()
    pass(6 * MINUTES)
    await callAtOnce()
    expect(wechat.tokenRequests).toEqual([{ force: false }, { force: false }])
    expect([wechat.tokenCount(), wechat.templates.length]).toEqual([2, 24])
  })

  it('is fetched by force, once, when the platform has ended it before its time', async () => {
    const { wechat, callAtOnce } = await start()
    await callAtOnce()
    wechat.endToken()
    await callAtOnce()
    expect(wechat.tokenRequests).toEqual([{ force: false }, { force: true }])
    expect(wechat.templates).toHaveLength(12)
  })

  it.each([40001, 42001])(
    'is fetched once for a refusal by %i, and what stays refused is tried later',
    async (code) => {
      const { wechat, replicas } = await start()
      const [one] = replicas
      wechat.failNext(code)
      await one!.notify!('oLin')
      expect([wechat.tokenRequests.length, wechat.templates.length]).toEqual([2, 1])
      wechat.failNext(code, code)
      await expect(one!.notify!('oLin')).rejects.toMatchObject({
        failure: 'retry',
        code: String(code),
        retryAfterMs: 10 * MINUTES,
      })
      expect([wechat.tokenRequests.length, wechat.templates.length]).toEqual([3, 1])
    },
  )
})
