import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBot } from '../bot/bot.js'
import { createFindArticle } from '../bot/find-article.js'
import type { Exchange, TurnResult } from '../bot/turn.js'
import { zhCN } from '../bot/words/zh-CN.js'
import { parseCitations } from '../knowledge/article-reference.js'
import { chinaDate } from '../knowledge/china-date.js'
import { createOffices } from '../knowledge/offices.js'
import { type OpenRetriever, openRetriever } from '../retrieval/open-retriever.js'
import { createPassages } from '../retrieval/passages.js'
import type { OpenDatabase } from '../storage/database.js'
import { openDatabase } from '../storage/open-database.js'
import { runWenfa } from './spawn-server.js'

const STATUTES = join(import.meta.dirname, '..', '..', 'shared', 'data', 'statutes', 'national')
const STARTER = join(import.meta.dirname, '..', 'knowledge', 'starter')
const present = existsSync(STATUTES)
if (!present) console.warn('Nothing is asked of the real statutes: ../shared/data/statutes is absent')

describe.skipIf(!present)('with the real statutes loaded', () => {
  let dataDir: string
  let database: OpenDatabase
  let retriever: OpenRetriever

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'wenfa-statutes-'))
    const ingested = await runWenfa(['ingest', STATUTES, '--data', dataDir])
    expect(ingested.code).toBe(0)
    database = await openDatabase({ dataDir })
    retriever = await openRetriever({ db: database.db, dataDir, log: () => {} })
  }, 300_000)
  afterAll(async () => {
    await retriever?.close()
    await database?.close()
    await rm(dataDir, { recursive: true, force: true })
  })

  /** One message after another in one conversation. @returns the last result */
  async function converse(...messages: string[]): Promise<TurnResult> {
    const history: Exchange[] = []
    const bot = createBot({
      conversations: { history: async () => history },
      retriever,
      passages: createPassages(database.db),
      offices: createOffices(database.db),
      openTicket: null,
      findTickets: async () => [],
      dataAsOf: () => '2025-04',
      now: () => new Date(),
      words: zhCN,
    })
    const context = { signal: new AbortController().signal, onProgress() {} }
    let result: TurnResult | undefined
    for (const [n, text] of messages.entries()) {
      result = await bot.respond({ conversationId: 'c', messageId: `m${n}`, text, channel: 'test' }, context)
      history.push({
        question: text,
        standaloneQuestion: result.trace.standaloneQuestion ?? text,
        outcome: result.outcome,
        answer: result.answer,
        matter: result.trace.matter ?? 'other',
        regionCode: result.trace.region,
      })
    }
    return result!
  }

  it('meets every article that the starter knowledge cites, in force today', async () => {
    const find = createFindArticle(retriever, createPassages(database.db))
    const place = { asOfDate: chinaDate(new Date()), regionCode: null }
    const unmet: string[] = []
    let met = 0
    for (const file of readdirSync(STARTER, { recursive: true }) as string[]) {
      if (!file.endsWith('.md')) continue
      for (const { text, references } of parseCitations(readFileSync(join(STARTER, file), 'utf8'))) {
        if (references.length === 0 && file !== 'README.md')
          unmet.push(`${file}: 〔${text}〕 names no article`)
        for (const { from, to, ...reference } of references) {
          for (const end of [from, to]) {
            const found = await find({ ...reference, from: end, to: end }, place)
            if (typeof found === 'string') unmet.push(`${file}: 〔${text}〕 ${found}`)
            else met++
          }
        }
      }
    }
    expect(unmet).toEqual([])
    expect(met).toBeGreaterThan(500)
  })

  it.each([
    ['民法典1077条', '民法典', '第一千零七十七条'],
    [
      '婚姻家庭编的解释（一）第七十八条',
      '最高人民法院关于适用《民法典》婚姻家庭编的解释（一）',
      '第七十八条',
    ],
    ['担保制度解释第十三条', '最高人民法院关于适用《民法典》有关担保制度的解释', '第十三条'],
    ['刑法264', '刑法', '第二百六十四条'],
    ['消法55', '消费者权益保护法', '第五十五条'],
    ['刑法第一百二十条之一', '刑法', '第一百二十条之一'],
  ])('shows the whole of %s', async (question, lawTitle, number) => {
    const { outcome, answer } = await converse(question)
    expect([outcome, answer.bases[0]?.lawTitle, answer.bases[0]?.number]).toEqual([
      'answered_article',
      lawTitle,
      number,
    ])
  })
})
