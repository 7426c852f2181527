import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { buildIndex } from '../build-index.js'
import { loadIndex } from '../index/load-index.js'
import { KnowledgeIndex } from '../knowledge-index.js'
import { publish } from '../testing/publish.js'
import { readVersions } from '../version-table.js'
import { readArticleTexts } from './article-texts.js'

describe.each(testDatabases())('readArticleTexts on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.drop())

  it('knows the sections of laws that are cited, and the text of every article', async () => {
    const { db, dataDir } = database
    await publish(db, [
      {
        title: '陀螺条例',
        articles: { 1: '陀螺应当登记。', 2: '陀螺可以出租。', 3: '陀螺可以修理。' },
        headings: { 1: '第一章 登记', 2: '第二章 使用', 3: '第二章 使用' },
      },
      { title: '风筝条例', articles: { 1: '风筝应当登记。' } },
    ])
    await buildIndex({ db, dataDir, log: () => {} })
    const loaded = await loadIndex(join(dataDir, 'index'), { model: null })
    const index = await KnowledgeIndex.open(loaded!, await readVersions(db))
    const filter = index.filter('2026-01-01', null, null)
    const docs = [...index.docsByProvision(filter)]
    const articleOf = (provision: number) => {
      const { lawTitle, number } = index.hit(docs[provision]!, 0)
      return `${lawTitle} ${number}`
    }
    const provision = (name: string) => docs.findIndex((_, provision) => articleOf(provision) === name)

    const { terms, words, sections, texts } = await readArticleTexts(
      db,
      index,
      [provision('陀螺条例 1')],
      filter,
    )
    expect([...terms.keys()].map(articleOf)).toEqual(['陀螺条例 1'])
    expect(words.get(provision('陀螺条例 1'))).toEqual(['陀螺', '条例', '登记'])
    const sectionOf = (name: string) => sections.get(provision(name))
    expect(sectionOf('陀螺条例 2')).toBe(sectionOf('陀螺条例 3'))
    expect(sectionOf('陀螺条例 1')).not.toBe(sectionOf('陀螺条例 2'))
    expect(sectionOf('风筝条例 1')).toBeUndefined()
    expect(docs.map((doc) => texts[doc]?.text).sort()).toEqual([
      '陀螺可以修理。',
      '陀螺可以出租。',
      '陀螺应当登记。',
      '风筝应当登记。',
    ])
  })
})
