import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Retriever } from '../retrieval/retriever.js'
import { openTestBot } from './fixtures/open-test-bot.js'
import { createAnswering, WenfaRetriever } from './langchain.js'

let bot: Awaited<ReturnType<typeof openTestBot>>
beforeAll(async () => {
  bot = await openTestBot()
})
afterAll(() => bot.close())

describe('the retriever for LangChain', () => {
  it('gives documents with article, version and citation, and can be piped on', async () => {
    const retriever = new WenfaRetriever(bot.deps, { k: 5, kind: 'statute' })
    const [first] = await retriever.invoke('劳动合同法第三十条')
    const [passage] = await bot.deps.passages.byIds([first!.metadata.passageId])
    expect(first).toMatchObject({
      pageContent: passage!.text,
      metadata: {
        kind: 'statute',
        article: '第三十条',
        versionDate: '2012-12-28',
        citation: `《${passage!.title}》第三十条`,
      },
    })
    const cited = await retriever
      .pipe((found) => found.map(({ metadata }) => metadata.citation))
      .invoke('工资')
    expect(cited.every((citation) => /^《.+》第.+条/.test(citation))).toBe(true)
    expect(cited.length).toBeGreaterThan(0)
  })

  it('searches by the law of another day', async () => {
    const ask = (asOfDate: string) =>
      new WenfaRetriever(bot.deps, { kind: 'statute', k: 20, asOfDate }).invoke('离婚')
    const titles = async (day: string) => new Set((await ask(day)).map(({ metadata }) => metadata.title))
    expect([...(await titles('2019-01-01'))].some((title) => title.includes('婚姻法'))).toBe(true)
    expect([...(await titles('2024-01-01'))].some((title) => title.includes('婚姻法'))).toBe(false)
  })

  it('lets no personal data into the search', async () => {
    const asked: string[] = []
    const listening: Retriever = {
      ...bot.deps.retriever,
      revision: 1,
      search(query, options) {
        asked.push(query)
        return bot.deps.retriever.search(query, options)
      },
    }
    await new WenfaRetriever({ ...bot.deps, retriever: listening }).invoke('13812345678欠我工资')
    expect(asked).toHaveLength(1)
    expect(asked[0]).not.toContain('13812345678')
  })
})

describe('answering for LangChain', () => {
  const WAGES = '老板拖了我三个月工资，一直没签合同，我还能要回来吗'

  it('is the whole turn, and opens no ticket', async () => {
    const { text, outcome, answer } = await createAnswering(bot.deps).invoke(WAGES)
    expect(outcome).toBe('answered_from_sources')
    expect(text).toContain(answer.summary)
    expect(answer.bases.length).toBeGreaterThan(0)
    expect((await createAnswering(bot.deps).invoke('转人工')).outcome).toBe('handed_off_on_request')
    expect(bot.tickets).toEqual([])
  })

  it('knows where the citizen is', async () => {
    const answering = createAnswering(bot.deps)
    const there = await answering.invoke({ question: '江苏省公园管理试行办法第一条', regionCode: '320100' })
    expect(there.outcome).toBe('answered_article')
  })

  it('takes questions of one thread for one conversation, and those without for separate ones', async () => {
    const answering = createAnswering(bot.deps)
    const thread = { configurable: { thread_id: 't1' } }
    await answering.invoke('申请法律援助要什么材料', thread)
    const followed = await answering.invoke('要多久', thread)
    await answering.invoke('申请法律援助要什么材料')
    const alone = await answering.invoke('要多久')
    expect(followed.outcome).toMatch(/^answered_/)
    expect(followed.answer.summary).not.toBe(alone.answer.summary)
  })

  it('ends with its signal', async () => {
    const signal = AbortSignal.abort(new Error('gone'))
    await expect(createAnswering(bot.deps).invoke(WAGES, { signal })).rejects.toThrow()
  })
})
