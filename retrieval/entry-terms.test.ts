import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { buildIndex } from './build-index.js'
import { EntryTerms } from './entry-terms.js'
import { loadIndex } from './index/load-index.js'
import { KnowledgeIndex } from './knowledge-index.js'
import { publish } from './testing/publish.js'
import { askTerms } from './tokenize.js'
import { readVersions } from './version-table.js'

describe.each(testDatabases())('what entries say, on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.drop())

  it('is told by pairs and single characters, in the title and anywhere, and of no article', async () => {
    const { db, dataDir } = database
    await publish(db, [
      { title: '陀螺条例', articles: { 1: '陀螺摔坏的，应当赔偿。' } },
      { title: '陀螺摔坏了谁赔？', kind: 'faq', articles: { 1: '摔的人赔。' } },
      { title: '风筝断线怎么办？', kind: 'faq', articles: { 1: '和陀螺一样，自己找。' } },
      { title: '怎么租气球？', kind: 'guide', articles: { 1: '先登记，再拿走。' } },
    ])
    await buildIndex({ db, dataDir, log: () => {} })
    const loaded = await loadIndex(join(dataDir, 'index'), { model: null })
    const index = await KnowledgeIndex.open(loaded!, await readVersions(db))
    const entries = Array.from({ length: index.docCount }, (_, doc) => doc).filter(
      (doc) => index.kind(doc) !== 'statute',
    )
    const terms = await EntryTerms.read(index, entries)
    const docOf = (title: string) =>
      Array.from({ length: index.docCount }, (_, doc) => doc).find(
        (doc) => index.hit(doc, 0).lawTitle === title,
      )!
    const [article, own, beside, other] = [
      '陀螺条例',
      '陀螺摔坏了谁赔？',
      '风筝断线怎么办？',
      '怎么租气球？',
    ].map(docOf)
    const saying = (question: string) => terms.weigh(askTerms(question))

    const whole = saying('陀螺摔坏')
    expect(whole.said(own!)).toBeCloseTo(1)
    expect(whole.titled(own!)).toBeCloseTo(1)
    expect(whole.said(beside!)).toBeGreaterThan(0)
    expect(whole.said(beside!)).toBeLessThan(0.5)
    expect(whole.titled(beside!)).toBe(0)
    expect([whole.said(other!), whole.titled(other!)]).toEqual([0, 0])
    expect([whole.said(article!), whole.titled(article!)]).toEqual([0, 0])
    const cameLater = index.docCount
    expect([whole.said(cameLater), whole.titled(cameLater)]).toEqual([0, 0])
    // 球气 stands nowhere, its characters do.
    expect(saying('球气').titled(other!)).toBeGreaterThan(0)
    expect(saying('球气').said(own!)).toBe(0)
    expect(saying('').said(own!)).toBe(0)
  })
})
