import { randomUUID } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingest } from '../knowledge/ingest/ingest.js'
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

  it('gives way to the text that takes its place before any index holds that', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wenfa-edited-'))
    const question = '风筝线断了，放飞的人要赔吗？'
    const write = (answer: string) =>
      writeFile(
        join(folder, '风筝.md'),
        `---\ntitle: 风筝\nmatter: labour\n---\n\n## ${question}\n\n${answer}〔劳动合同法第三十条〕\n`,
      )
    await write('要赔一半。')
    await ingest({ db: bot.db, paths: [folder], kind: 'faq' })
    await bot.refresh()
    expect((await bot.ask(question)).answer.summary).toContain('要赔一半')
    await write('要全部赔。')
    await ingest({ db: bot.db, paths: [folder], kind: 'faq' })
    const { outcome, answer } = await bot.ask(question)
    expect([outcome, answer.summary]).toEqual(['answered_from_sources', expect.stringContaining('要全部赔')])
    await rm(folder, { recursive: true })
  })

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
