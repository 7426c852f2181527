import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { emptyAnswer } from '../../bot/answer.js'
import type { TurnInput } from '../../bot/turn.js'
import { openChannels } from '../../channels/open-channels.js'
import { testDatabases } from '../../storage/test-database.js'
import { channelsCheckCommand } from '../cli/channels-command.js'
import { readConfig } from '../config.js'
import { scriptedResult, startTestServer } from '../http-test-server.js'
import { CRASH_PLATFORMS } from './crash-platforms.js'

const [sqlite] = testDatabases()
const ALL = Object.keys(CRASH_PLATFORMS)
const SECRETS = [
  'WECHAT_APP_SECRET',
  'WECOM_KF_SECRET',
  'WECOM_APP_SECRET',
  'DINGTALK_APP_SECRET',
  'FEISHU_APP_SECRET',
]

describe('every platform', () => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  async function connect(names: readonly string[]) {
    const platforms = await Promise.all(names.map((name) => CRASH_PLATFORMS[name]!.start()))
    for (const platform of platforms) closing.push(() => platform.close())
    return { platforms, environment: Object.assign({}, ...platforms.map(({ environment }) => environment)) }
  }

  async function start(names: readonly string[]) {
    const { platforms, environment } = await connect(names)
    const database = await sqlite!.open()
    closing.push(() => database.drop())
    const asked: string[] = []
    const server = await startTestServer({
      database,
      channels: (deps) => openChannels(readConfig(environment).channels, deps),
      respond: async (input: TurnInput) => {
        asked.push(input.text)
        const followUps = ['要带什么材料？', '多久有结果？']
        return scriptedResult(input, { answer: { ...emptyAnswer(`答：${input.text}`), followUps } })
      },
    })
    closing.push(() => server.close())
    return { platforms, database, server, asked }
  }

  it.each(ALL)('takes a digit for a question that the last answer offered, over %s', async (name) => {
    const {
      platforms: [platform],
      server,
      asked,
    } = await start([name])
    const shown = () => platform!.textsTo('lin')
    await platform!.write(server.url, 'lin', '怎么申请仲裁')
    await vi.waitFor(
      () => expect(shown()[0]).toMatch(/回复数字）(?:\*\*)?\s+1 要带什么材料？\s+2 多久有结果？/),
      20_000,
    )
    await platform!.write(server.url, 'lin', '2')
    await vi.waitFor(() => expect(shown()[1]).toMatch(/^答：多久有结果？/), 20_000)
    await platform!.write(server.url, 'lin', '１。')
    await vi.waitFor(() => expect(shown()[2]).toMatch(/^答：要带什么材料？/), 20_000)
    await platform!.write(server.url, 'lin', '7')
    await vi.waitFor(
      () => expect(asked).toEqual(['怎么申请仲裁', '多久有结果？', '要带什么材料？', '7']),
      20_000,
    )
  })

  it('brings a ticket’s answers to a citizen of another platform who shows its code, and nothing else', async () => {
    const {
      platforms: [wechat, feishu],
      server,
      database,
    } = await start(['wechat', 'feishu'])
    await feishu!.write(server.url, 'lin', '老板欠薪')
    await vi.waitFor(() => expect(feishu!.textsTo('lin')).toHaveLength(1), 20_000)
    const message = await database.db
      .selectFrom('messages')
      .select(['id', 'conversation_id'])
      .executeTakeFirstOrThrow()
    const { number, queryCode } = await server.tickets.openTicket({
      ...{ conversationId: message.conversation_id, messageId: message.id, summaryMasked: '欠薪' },
      ...{ reason: 'on_request', urgency: 'normal', matter: 'labour', serviceLine: null, regionCode: null },
    })
    await wechat!.write(server.url, 'xiaoyu', `绑定 ${number} ${queryCode}`)
    expect(wechat!.textsTo('xiaoyu')).toEqual([`已经绑定。工单 ${number} 的答复也会发到这里。`])
    const staff = { kind: 'staff', id: 's1', name: '王芳' } as const
    await server.tickets.run(number, { kind: 'reply', text: '可以申请劳动仲裁。' }, staff)
    for (const shown of [() => wechat!.textsTo('xiaoyu'), () => feishu!.textsTo('lin')])
      await vi.waitFor(() => expect(shown()[1]).toContain('可以申请劳动仲裁。'), 20_000)

    await feishu!.write(server.url, 'lin', '还有一件事')
    await vi.waitFor(() => expect(feishu!.textsTo('lin')).toHaveLength(3), 20_000)
    await wechat!.write(server.url, 'xiaoyu', '怎么离婚')
    expect(wechat!.textsTo('xiaoyu')).toHaveLength(3)
    expect(wechat!.textsTo('xiaoyu')).toContainEqual(expect.stringMatching(/^答：怎么离婚/))
    expect(wechat!.textsTo('xiaoyu').join()).not.toMatch(/老板欠薪|还有一件事/)
    expect(feishu!.textsTo('lin').join()).not.toContain('怎么离婚')
    const conversations = await database.db.selectFrom('conversations').select('channel').execute()
    expect(conversations.map(({ channel }) => channel).sort()).toEqual(['feishu', 'wechat'])
  })

  it('is asked by `wenfa channels check`, which says what is wrong and on which page, also where a token is known', async () => {
    const { environment } = await connect(ALL)
    const dataDir = await mkdtemp(join(tmpdir(), 'wenfa-check-'))
    closing.push(() => rm(dataDir, { recursive: true }))
    async function check(change: Record<string, string> = {}) {
      let told = ''
      const output = {
        json: false,
        result: (_: unknown, text: () => string) => {
          told = text()
        },
        say: () => {},
        progress: () => ({ update: () => {}, stop: () => {} }),
      }
      const config = readConfig({ ...environment, ...change, WENFA_DATA: dataDir })
      return { code: await channelsCheckCommand({ config, output }), told: told.split('\n') }
    }
    const good = { code: 0, told: ALL.map(() => expect.stringMatching(/^[\w-]+：正常$/)) }
    expect(await check()).toEqual(good)
    const wrong = Object.fromEntries(SECRETS.map((name) => [name, 'a-wrong-secret-of-32-characters!']))
    const { code, told } = await check({ ...wrong, WEBHOOK_KEYS: 'k1:another-secret-of-at-least-32-bytes' })
    expect(code).toBe(1)
    expect(told.filter((line) => line.endsWith('：有问题'))).toHaveLength(6)
    for (const name of ['wechat', 'wecom-kf', 'wecom-app', 'dingtalk', 'feishu'])
      expect(told[told.indexOf(`${name}：有问题`) + 1]).toMatch(/Secret.*不对：在“?.+/)
    expect(told[told.indexOf('webhook：有问题') + 1]).toContain('WEBHOOK_KEYS')
    expect(await check()).toEqual(good)
  })
})
