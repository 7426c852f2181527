import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { createPassages, type Passages } from './passages.js'
import { publish } from './testing/publish.js'

const nationalOn = (asOfDate: string) => ({ asOfDate, regionCode: null })

describe.each(testDatabases())('passages on $name', ({ open }) => {
  let database: TestDatabase
  let passages: Passages

  beforeAll(async () => {
    database = await open()
    await publish(database.db, [
      {
        title: '公司法',
        versionDate: '2018-10-26',
        effectiveTo: '2024-07-01',
        articles: { 1: '旧一', 2: '旧二' },
      },
      {
        title: '公司法',
        versionDate: '2023-12-29',
        effectiveFrom: '2024-07-01',
        issuingBody: '全国人民代表大会常务委员会',
        articles: { 1: '新一', 2: '新二', 3: '新三' },
      },
    ])
    passages = createPassages(database.db)
  })
  afterAll(() => database.drop())

  const id = (date: string, number: number) => `statute 公司法 null ${date} ${number}`

  it('come in the order of their ids, unknown ids left out', async () => {
    const found = await passages.byIds([id('2023-12-29', 3), 'nowhere', id('2018-10-26', 1)])
    expect(found.map((passage) => passage.text)).toEqual(['新三', '旧一'])
    expect(found[0]).toMatchObject({
      articleNumber: 3,
      effectiveFrom: '2024-07-01',
      regionCode: null,
      details: null,
    })
  })

  it('know their neighbours and issuing body', async () => {
    const view = await passages.view(id('2023-12-29', 2))
    expect(view).toMatchObject({
      issuingBody: '全国人民代表大会常务委员会',
      previousId: id('2023-12-29', 1),
      nextId: id('2023-12-29', 3),
    })
    expect(await passages.view('nowhere')).toBeNull()
  })

  it('of an article are those in force on the day', async () => {
    expect((await passages.article('公司法', 1, 0, nationalOn('2024-06-30')))?.text).toBe('旧一')
    expect((await passages.article('公司法', 1, 0, nationalOn('2024-07-01')))?.text).toBe('新一')
    expect(await passages.article('公司法', 9, 0, nationalOn('2024-07-01'))).toBeNull()
  })
})
