import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingest } from '../knowledge/ingest/ingest.js'
import { openTestBot } from './fixtures/open-test-bot.js'
import { zhCN } from './words/zh-CN.js'

const MENDING = '陀螺摔坏了找谁修？'
const PAYING = '陀螺摔坏了要赔多少钱？'
const LOST = '租来的陀螺弄丢了要赔多少钱？'
const ENTRIES = `# 常见问题：陀螺

## ${MENDING}
- 接着问: ${PAYING.slice(0, -1)}

找卖的人修〔民法典第一千零七十七条〕。

## ${LOST}

照价赔〔民法典第一千零七十八条〕。

## ${PAYING}

照价赔一半〔民法典第一千零七十八条〕。
`

describe('several entries of one subject', () => {
  let bot: Awaited<ReturnType<typeof openTestBot>>
  beforeAll(async () => {
    bot = await openTestBot()
    const folder = await mkdtemp(join(tmpdir(), 'wenfa-near-'))
    await writeFile(join(folder, '陀螺.faq.md'), ENTRIES)
    await ingest({ db: bot.db, paths: [folder], kind: 'faq' })
    await rm(folder, { recursive: true })
    await bot.refresh()
  }, 60_000)
  afterAll(() => bot.close())

  it('are named beside an answer that is not sure, and offered once', async () => {
    const { outcome, answer } = await bot.ask('租来的陀螺摔坏了怎么办')
    expect([outcome, answer.summary]).toEqual(['answered_from_sources', '找卖的人修。'])
    expect(answer.notices).toContain(
      `如果没答到点上，您想问的也许是：${PAYING}把那一句发给我，或者换个说法再问`,
    )
    expect(answer.followUps).toEqual([PAYING])
  })

  it('are not named beside an answer that is sure', async () => {
    const { outcome, answer } = await bot.ask('我弄丢了陀螺')
    expect([outcome, answer.summary]).toEqual(['answered_from_sources', '照价赔。'])
    expect(answer.notices.join()).not.toContain('也许是')
  })

  it('are asked back about once: whoever picks one is answered', async () => {
    const conversationId = 'picks'
    const { outcome, answer } = await bot.ask('借来的陀螺丢了', { conversationId })
    expect([outcome, answer.choices]).toEqual(['clarifying_question', [LOST, MENDING, PAYING, '都不是']])
    const picked = await bot.ask(LOST, { conversationId })
    expect([picked.outcome, picked.answer.summary]).toEqual(['answered_from_sources', '照价赔。'])
  })

  it('tell at once what the likeliest says where it stands out', async () => {
    const asked = await bot.ask('借的陀螺丢了')
    expect([asked.answer.summary, asked.answer.points]).toEqual([zhCN.clarifyWhich, []])
    const { outcome, answer } = await bot.ask('弄丢了别人的陀螺')
    expect([outcome, answer.choices]).toEqual(['clarifying_question', [LOST, '都不是']])
    expect(answer.summary).toContain(LOST)
    expect(answer.points).toEqual([{ text: '照价赔。', citationIds: [1] }])
    expect(answer.bases).toMatchObject([{ lawTitle: '民法典', number: '第一千零七十八条' }])
  })

  it.each([
    ['是的', 'answered_from_sources', '照价赔。'],
    ['不是', 'clarifying_question', zhCN.tellMore],
  ])('hears %s to it', async (said, outcome, summary) => {
    const conversationId = said
    await bot.ask('弄丢了别人的陀螺', { conversationId })
    const then = await bot.ask(said, { conversationId })
    expect([then.outcome, then.answer.summary]).toEqual([outcome, summary])
  })
})
