import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openChatModel } from '../chat-model.js'
import { openTestBot } from '../fixtures/open-test-bot.js'
import { startStandInModel } from '../model/stand-in-model.js'

const WAGES = '老板拖了我三个月工资，一直没签合同，我还能要回来吗'

describe('what is switched off', () => {
  const off = new Map<string, string>()
  let bot: Awaited<ReturnType<typeof openTestBot>>
  let server: Awaited<ReturnType<typeof startStandInModel>>
  beforeAll(async () => {
    server = await startStandInModel({ does: 'fail', status: 401 })
    const model = openChatModel({
      ...{ baseUrl: server.baseUrl, model: 'stand-in', apiKey: 'none' },
      ...{ structuredOutput: 'functionCalling', timeoutMs: 2000 },
    })
    bot = await openTestBot({ model, readSwitches: async () => off })
  })
  afterAll(async () => {
    await bot.close()
    await server.close()
  })
  beforeEach(() => {
    off.clear()
    bot.tickets.length = 0
  })

  it('answers: a question becomes a ticket, calmly, though the sources would settle it', async () => {
    off.set('answers', '2026-11-24T02:00:00.000Z')
    const asked = server.requests.length
    const { outcome, answer, ticket } = await bot.ask(WAGES)
    expect(outcome).toBe('handed_off_answers_off')
    expect(answer.summary).toBe('智能答复现在暂停，您的问题由工作人员来答复。')
    expect(answer.points.map(({ text }) => text).join()).toContain(ticket!.number)
    expect(answer.bases).toEqual([])
    expect(bot.tickets).toMatchObject([{ reason: 'answers_off', urgency: 'normal', matter: 'labour' }])
    expect(server.requests).toHaveLength(asked)
    // An article is a question too; a greeting and a call for a human are what they were.
    expect((await bot.ask('劳动合同法第三十条')).outcome).toBe('handed_off_answers_off')
    expect((await bot.ask('你好')).outcome).toBe('chatted_greeting')
    expect((await bot.ask('转人工')).outcome).toBe('handed_off_on_request')
  })

  it('answers: what follows is added to the open ticket, in a sentence that no machine composed', async () => {
    off.set('answers', '2026-11-24T02:00:00.000Z')
    const added: string[] = []
    const asked = await openTestBot({
      readSwitches: async () => off,
      passToStaff: async ({ text, to }) => (to === 'open' && added.push(text) ? '2026-1124-0001' : null),
    })
    try {
      const { outcome, answer } = await asked.ask(WAGES)
      expect([outcome, answer.aiGenerated]).toEqual(['passed_to_staff', false])
      expect(answer.summary).toContain('2026-1124-0001')
      expect([added, asked.tickets]).toEqual([[WAGES], []])
    } finally {
      await asked.close()
    }
  })

  it('answers: who is in danger hears at once where help is, and an urgent ticket is opened', async () => {
    off.set('answers', '2026-11-24T02:00:00.000Z')
    const { outcome, answer } = await bot.ask('我老公正在打我，怎么办')
    expect(outcome).toBe('crisis_signposted')
    expect(answer.summary).toContain('110')
    expect(bot.tickets).toMatchObject([{ reason: 'crisis', urgency: 'urgent' }])
  })

  it('the model: it is sent nothing, and the answer is made from the sources', async () => {
    const before = server.requests.length
    // The first question loads the model's library, and does not wait for it for ever.
    for (let asks = 0; asks < 5 && server.requests.length === before; asks++) await bot.ask(WAGES)
    expect(server.requests.length).toBeGreaterThan(before)
    off.set('model', '2026-11-24T02:00:00.000Z')
    const asked = server.requests.length
    const { outcome, answer } = await bot.ask(WAGES)
    expect([outcome, answer.summary]).toEqual(['answered_from_sources', '能要回来。'])
    expect(server.requests).toHaveLength(asked)
  })
})
