import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createSharedValues } from '../channels/shared-values.js'
import { createWechatChannel } from '../channels/wechat/wechat-channel.js'
import { createWecomAppChannel } from '../channels/wecom-app/wecom-app-channel.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { scriptedResult, startTestServer, type TestServer } from './http-test-server.js'
import { startWechat } from './platforms/wechat-stand-in.js'
import { startWecomApp } from './platforms/wecom-app-stand-in.js'
import { publishText } from './publish-text.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

const topLaw = (distance: string, change: string) =>
  `# 中华人民共和国陀螺法\n\n（2010年3月1日通过${change}）\n\n第一条　为了好玩，制定本法。\n\n第二条　抽陀螺离人至少${distance}。\n`
const GUIDE = '---\ntitle: 抽陀螺多远\nmatter: other\n---\n至少一米。〔陀螺法第二条〕\n'
const TEXT = '您好，抽陀螺的距离有了新规定，请再问一次。'
const QUESTION = '抽陀螺多远'
const [LIN, ZHAO, MEI] = ['oLin0000000000000000000000', 'oZhao000000000000000000000', 'mei'] as const

describe.each(testDatabases())('notices to citizens on messaging platforms, on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let wechat: Awaited<ReturnType<typeof startWechat>>
  let wecom: Awaited<ReturnType<typeof startWecomApp>>
  let author: StaffClient
  let approver: StaffClient
  let versionId: string
  let aheadMs = 0
  const now = () => new Date(Date.now() + aheadMs)

  beforeAll(async () => {
    database = await open()
    const { db } = database
    await publishText(db, '陀螺法(2010-03-01).md', topLaw('一米', ''), now)
    await publishText(db, '陀螺.md', GUIDE, now)
    const passage = await db
      .selectFrom('passages')
      .select(['id', 'version_id'])
      .where('title', '=', '抽陀螺多远')
      .executeTakeFirstOrThrow()
    versionId = passage.version_id
    wechat = await startWechat({ now })
    wecom = await startWecomApp({ now, members: [MEI] })
    server = await startTestServer({
      database,
      now,
      respond: async (input) => {
        const result = scriptedResult(input)
        return { ...result, trace: { ...result.trace, entries: [passage.id] } }
      },
      channels: (deps) => [
        createWechatChannel(wechat.settings, { ...deps, values: createSharedValues(deps, 'wechat') }),
        createWecomAppChannel(wecom.settings, { ...deps, values: createSharedValues(deps, 'wecom-app') }),
      ],
    })
    author = createStaffClient(server)
    approver = createStaffClient(server)
  }, 60_000)
  afterAll(async () => {
    await server.close()
    await wechat.close()
    await wecom.close()
    await database.drop()
  })

  const heardOnWechat = (openId: string) =>
    wechat.sent.filter((message) => message.openId === openId).map(({ text }) => text)
  const notices = (texts: readonly string[]) => texts.filter((text) => text.includes(TEXT))

  it('reach each of them once, where they asked', async () => {
    // Zhao asked too long ago for the platform to let us write.
    await wechat.say(server.url, ZHAO, QUESTION)
    aheadMs = 3 * 86_400_000
    await author.become(await activeAccount(server, { name: '孙识', role: 'knowledge' }))
    await approver.become(await activeAccount(server, { name: '赵管', role: 'administrator' }))
    await wechat.say(server.url, LIN, QUESTION)
    await wecom.say(server.url, MEI, QUESTION)
    await vi.waitFor(() => expect(wecom.textsTo(MEI)).toHaveLength(1), 20_000)
    const page = await server.converse()
    await server.ask(page, 'm', QUESTION)

    await publishText(database.db, '陀螺法(2022-01-01).md', topLaw('两米', '　2022年1月1日修订'), now)
    const { body } = await author.request('POST', '/api/knowledge/corrections', {
      ...{ versionId, days: 30, text: TEXT },
    })
    const decision = { kind: 'send', version: 1 }
    const path = `/api/knowledge/corrections/${body.id}/decision`
    expect((await author.request('POST', path, decision)).status).toBe(409)
    expect([heardOnWechat(LIN), wecom.textsTo(MEI).length]).toEqual([[], 1])
    expect((await approver.request('POST', path, decision)).status).toBe(200)

    await vi.waitFor(() => {
      expect(heardOnWechat(LIN)).toEqual([TEXT])
      expect(wecom.textsTo(MEI).slice(1)).toEqual([TEXT])
    }, 20_000)
    const events = await server.conversations.eventsOf(page.id, 0)
    expect(events.filter(({ kind }) => kind === 'correction')).toMatchObject([{ text: TEXT }])
    await server.knowledge.corrections.send()
    const { body: listed } = await author.request('GET', '/api/knowledge/corrections')
    expect(listed.notices[0]).toMatchObject({ status: 'sent', conversations: 4 })
  })

  it('wait where the platform lets nothing be sent, and come with the next answer', async () => {
    await vi.waitFor(async () => {
      const held = await database.db
        .selectFrom('deliveries')
        .select('status')
        .where('status', '=', 'held')
        .execute()
      expect(held).toHaveLength(1)
    }, 20_000)
    expect(heardOnWechat(ZHAO)).toEqual([])
    expect(await wechat.say(server.url, ZHAO, '在吗')).toMatch(new RegExp(`^${TEXT}\n\n`))
    expect(notices([...heardOnWechat(LIN), ...wecom.textsTo(MEI)])).toHaveLength(2)
  })
})
