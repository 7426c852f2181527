import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { type OpenRetriever, openRetriever } from './open-retriever.js'
import { publish } from './testing/publish.js'

const ARTICLES = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [i + 1, `第${i + 1}条的文字。`]))

describe('article lookup', () => {
  let database: TestDatabase
  let retriever: OpenRetriever

  beforeAll(async () => {
    database = await testDatabases()[0]!.open()
    await publish(
      database.db,
      [
        '民法典',
        '劳动法',
        '劳动合同法',
        '公司法',
        '刑法',
        '消费者权益保护法',
        '最高人民法院关于审理民间借贷案件适用法律若干问题的规定',
        '最高人民法院关于适用《民法典》婚姻家庭编的解释（一）',
        '最高人民法院关于适用刑法第十二条几个问题的解释',
      ].map((title) => ({ title, articles: ARTICLES })),
    )
    retriever = await openRetriever({ db: database.db, dataDir: database.dataDir, log: () => {} })
  })
  afterAll(async () => {
    await retriever.close()
    await database.drop()
  })

  const look = async (query: string) => (await retriever.search(query, { k: 60 })).lookup?.references ?? null

  it.each([
    ['《民法典》第38条', '民法典', '第三十八条'],
    ['《中华人民共和国民法典》第三十八条', '民法典', '第三十八条'],
    ['劳动合同法38条', '劳动合同法', '第三十八条'],
    ['民法商法公司法第六十条', '公司法', '第六十条'],
    ['消法55条', '消费者权益保护法', '第五十五条'],
    ['民间借贷司法解释第二十五条', '最高人民法院关于审理民间借贷案件适用法律若干问题的规定', '第二十五条'],
    ['民法典婚姻家庭编解释（一）第二条', '最高人民法院关于适用《民法典》婚姻家庭编的解释（一）', '第二条'],
    [
      '最高人民法院关于适用刑法第十二条几个问题的解释第二条是什么',
      '最高人民法院关于适用刑法第十二条几个问题的解释',
      '第二条',
    ],
  ])('finds %s', async (query, lawTitle, article) => {
    const references = await look(query)
    expect(references).toHaveLength(1)
    expect(references?.[0]).toMatchObject({ status: 'found', lawTitle, hits: [{ lawTitle, article }] })
    expect((await retriever.search(query, { k: 1 })).hits[0]).toMatchObject({ lawTitle, article })
  })

  it('gives every article of a range, in order', async () => {
    const { hits } = await retriever.search('劳动法第38至40条', { k: 3 })
    expect(hits.map((hit) => hit.article)).toEqual(['第三十八条', '第三十九条', '第四十条'])
  })

  it('gives several articles of several laws', async () => {
    const references = await look('民法典第三条、第五条和刑法第七条')
    expect(references?.map(({ lawTitle, hits }) => `${lawTitle}${hits[0]?.article}`)).toEqual([
      '民法典第三条',
      '民法典第五条',
      '刑法第七条',
    ])
  })

  it('names paragraph and item', async () => {
    expect((await look('劳动法第三十六条第二款第三项'))?.[0]).toMatchObject({
      status: 'found',
      reference: { paragraph: 2, item: 3 },
    })
  })

  it('guesses neither law nor article', async () => {
    expect((await look('火星劳动法第三条'))?.[0]).toMatchObject({
      status: 'no_such_law',
      lawTitle: null,
      hits: [],
    })
    expect((await look('劳动合同发第三条'))?.[0]?.status).not.toBe('found')
    expect((await look('劳动法第九百条'))?.[0]).toMatchObject({
      status: 'no_such_article',
      lawTitle: '劳动法',
      lastArticleNumber: 60,
    })
  })

  it('suggests laws of a similar name', async () => {
    expect((await look('劳动合同保护法第三条'))?.[0]?.suggestions).toContain('劳动合同法')
  })

  it('reads a bare number as an article only where nothing else is asked', async () => {
    expect(await look('第38条')).toHaveLength(1)
    expect(await look('合同里第38条写着不能退租，我该怎么办')).toBeNull()
  })
})
