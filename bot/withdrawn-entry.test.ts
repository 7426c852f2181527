import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withdrawVersions } from '../knowledge/ingest/withdraw-versions.js'
import { openTestBot } from './fixtures/open-test-bot.js'

const ASKED = '老板拖欠工资，没签合同，还能要回来吗？'
const SAID = '先存证据'

describe('an entry that is taken out of use', () => {
  let bot: Awaited<ReturnType<typeof openTestBot>>
  beforeAll(async () => {
    bot = await openTestBot()
  }, 60_000)
  afterAll(() => bot.close())

  it('answers no follow-up either in a conversation that it had answered before', async () => {
    const conversationId = randomUUID()
    const before = await bot.ask(ASKED, { conversationId })
    expect(JSON.stringify(before.answer)).toContain(SAID)
    expect(before.trace.entries).toHaveLength(1)
    const { version_id } = await bot.db
      .selectFrom('passages')
      .select('version_id')
      .where('title', '=', ASKED)
      .executeTakeFirstOrThrow()
    await withdrawVersions(bot.db, { ids: [version_id] })
    await bot.refresh()
    for (const text of ['那具体要怎么办呢？', '证据怎么存？', ASKED]) {
      const { answer, trace } = await bot.ask(text, { conversationId })
      expect(JSON.stringify(answer)).not.toContain(SAID)
      expect(trace.entries).not.toContain(before.trace.entries![0])
    }
  })
})
