import { afterEach, describe, expect, it, vi } from 'vitest'
import type { OpenedTicket } from '../../bot/ticket-ports.js'
import type { Channel } from '../../channels/channel.js'
import { createDingtalkChannel } from '../../channels/dingtalk/dingtalk-channel.js'
import { createFeishuChannel } from '../../channels/feishu/feishu-channel.js'
import type { StoreDeps } from '../../channels/messaging/messaging-deps.js'
import { createSharedValues } from '../../channels/shared-values.js'
import { testDatabases } from '../../storage/test-database.js'
import { scriptedResult, startTestServer } from '../http-test-server.js'
import { startDingtalk } from './dingtalk-stand-in.js'
import { startFeishu } from './feishu-stand-in.js'

interface Platform {
  channel(deps: StoreDeps): Channel
  sayInPrivate(serverUrl: string): Promise<{ status: number }>
  sayInGroup(serverUrl: string): Promise<{ status: number }>
  privateTexts(): string[]
  groupTexts(): string[]
  close(): Promise<void>
}

async function dingtalk(): Promise<Platform> {
  const { settings, say, shownTo, close } = await startDingtalk()
  return {
    channel: (deps) =>
      createDingtalkChannel(settings, { ...deps, values: createSharedValues(deps, 'dingtalk') }),
    sayInPrivate: (url) => say(url, 'lin', '转人工'),
    sayInGroup: (url) => say(url, 'lin', '@问法 转人工', 'group'),
    privateTexts: () => shownTo('with lin'),
    groupTexts: () => shownTo('group'),
    close,
  }
}

async function feishu(): Promise<Platform> {
  const platform = await startFeishu()
  const group = { chat_id: 'oc_group', chat_type: 'group', mentions: [{ key: '@_user_1' }] }
  return {
    channel: (deps) =>
      createFeishuChannel(platform.settings, { ...deps, values: createSharedValues(deps, 'feishu') }),
    sayInPrivate: (url) => platform.say(url, 'ou_lin', '转人工'),
    sayInGroup: (url) => platform.say(url, 'ou_lin', '@_user_1 转人工', group),
    privateTexts: () => platform.shownTo('ou_lin'),
    groupTexts: () => platform.shownTo('oc_group'),
    close: platform.close,
  }
}

describe.each(testDatabases())('in a group on $name', ({ open }) => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  it.each([
    ['DingTalk', dingtalk],
    ['Feishu', feishu],
  ])('nobody reads along in %s by which code a ticket is opened', async (_, startPlatform) => {
    const database = await open()
    closing.push(() => database.drop())
    const platform = await startPlatform()
    closing.push(() => platform.close())
    const tickets: OpenedTicket[] = []
    const server = await startTestServer({
      database,
      channels: (deps) => [platform.channel(deps)],
      respond: async (input) => {
        const { conversationId, messageId, text: summaryMasked } = input
        const ticket = await server.tickets.openTicket({
          ...{ conversationId, messageId, summaryMasked, reason: 'on_request', urgency: 'normal' },
          ...{ matter: 'labour', serviceLine: null, regionCode: null },
        })
        tickets.push(ticket)
        return scriptedResult(input, { ticket, outcome: 'handed_off_on_request' })
      },
    })
    closing.push(() => server.close())

    await platform.sayInPrivate(server.url)
    await vi.waitFor(() => expect(platform.privateTexts()).toHaveLength(1), 20_000)
    await platform.sayInGroup(server.url)
    await vi.waitFor(() => expect(platform.groupTexts()).toHaveLength(1), 20_000)
    expect(tickets).toHaveLength(2)
    expect(platform.privateTexts()[0]).toContain(tickets[0]!.queryCode)
    expect(platform.groupTexts()[0]).not.toMatch(/查询码|[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/)

    const { number } = tickets[1]!
    await server.tickets.run(
      number,
      { kind: 'reply', text: '可以仲裁。' },
      { kind: 'staff', id: 's', name: '王' },
    )
    await vi.waitFor(() => expect(platform.groupTexts()[1]).toContain(`工单 ${number} 的答复`), 20_000)
  })
})
