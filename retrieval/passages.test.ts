import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingest } from '../knowledge/ingest/ingest.js'
import { sourceRows } from '../knowledge/ingest/source-rows.js'
import { storeSources } from '../knowledge/ingest/store-sources.js'
import { parseFile } from '../knowledge/parse-file.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { createPassages, type Passages } from './passages.js'
import { publish, withdraw } from './testing/publish.js'

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

  it('that are withdrawn are read for old answers only', async () => {
    await publish(database.db, [{ title: '旧法', articles: { 1: '旧法一' } }])
    const oldId = 'statute 旧法 null 2020-01-01 1'
    expect(await passages.published([oldId, 'nowhere'])).toHaveLength(1)
    await withdraw(database.db, '旧法')
    expect(await passages.published([oldId])).toEqual([])
    expect(await passages.byIds([oldId])).toHaveLength(1)
  })
})

describe.each(testDatabases())('passages during an ingest on $name', ({ open }) => {
  const text = (first: string, date: string) => `# 风筝法

${date} 通过

<!-- INFO END -->

第一条 ${first}

第二条 放风筝应当远离电线。

第三条 本法自${date}起施行。
`
  const FILES = {
    '风筝法(2010-05-01).md': text('旧法。', '2010年5月1日'),
    '风筝法(2020-05-01).md': text('新法。', '2020年5月1日'),
    '风筝.guide.md': '---\ntitle: 放风筝许可\nfee: 免费\n---\n\n到窗口办。\n\n- 费用: 免费\n',
  }

  it('are those of before, until it is published', async () => {
    const database = await open()
    const folder = await mkdtemp(join(tmpdir(), 'wenfa-passages-'))
    try {
      const { db } = database
      const passages = createPassages(db)
      for (const [file, content] of Object.entries(FILES)) await writeFile(join(folder, file), content)
      await ingest({ db, paths: [folder] })
      const seen = async () => ({
        old: await passages.article('风筝法', 1, 0, nationalOn('2015-01-01')),
        now: await passages.article('风筝法', 1, 0, nationalOn('2026-11-24')),
        second: await passages.article('风筝法', 2, 0, nationalOn('2026-11-24')),
        guides: await passages.entries(['放风筝许可']),
        neighbours: await passages.neighbours(
          (await passages.article('风筝法', 2, 0, nationalOn('2026-11-24')))!.id,
        ),
      })
      const before = await seen()
      expect([before.old?.text, before.now?.text, before.guides[0]?.details?.fee]).toEqual([
        '旧法。',
        '新法。',
        '免费',
      ])

      for (const [file, content] of Object.entries(FILES)) {
        const changed = content.replace('免费', '五元').replace('新法。', '更新的法。')
        await writeFile(join(folder, file), changed)
        const path = join(folder, file)
        const { sources } = await parseFile({ path, relativePath: file })
        const rows = sources.map((source) => sourceRows(source, file))
        await db.transaction().execute((trx) => storeSources(trx, path, rows, new Date()))
      }
      expect(await seen()).toEqual(before)

      await ingest({ db, paths: [folder] })
      const after = await seen()
      expect([after.old?.text, after.now?.text, after.guides[0]?.details?.fee]).toEqual([
        '旧法。',
        '更新的法。',
        '五元',
      ])
    } finally {
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    }
  })
})
