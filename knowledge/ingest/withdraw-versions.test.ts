import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { pairsNamed, readConfirmedPairs } from '../confirmed-pairs.js'
import { ingest } from './ingest.js'
import { restoreVersions, withdrawVersions } from './withdraw-versions.js'

const KITE = { question: '风筝挂电线怎么办？', answer: '先断电。', cites: ['风筝法第二条'] }
const TOP = { question: '陀螺能在哪里抽？', answer: '平地上。', cites: ['陀螺条例第一条'] }

describe.each(testDatabases())('withdrawing confirmed answers on $name', ({ open }) => {
  let database: TestDatabase
  let folder: string
  beforeEach(async () => {
    database = await open()
    folder = await mkdtemp(join(tmpdir(), 'wenfa-confirmed-'))
  })
  afterEach(async () => {
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  })

  const learn = async (file: string, ...records: object[]) => {
    const path = join(folder, file)
    await writeFile(path, records.map((record) => JSON.stringify(record)).join('\n'))
    return ingest({ db: database.db, paths: [path], kind: 'confirmed' })
  }
  const searched = async () => {
    const rows = await database.db
      .selectFrom('passages')
      .select('title')
      .where('published_revision', 'is not', null)
      .where('withdrawn_revision', 'is', null)
      .orderBy('title')
      .execute()
    return rows.map(({ title }) => title)
  }

  it('keeps a withdrawn answer out, whatever file brings it again, until it is restored', async () => {
    await learn('a.jsonl', KITE, TOP)
    const ids = pairsNamed(await readConfirmedPairs(database.db), '风筝挂电线怎么办').map(({ id }) => id)
    expect(await withdrawVersions(database.db, { ids })).toMatchObject({ revision: 2, withdrawn: 1 })
    expect(await searched()).toEqual([TOP.question])
    await learn('a.jsonl', TOP, KITE)
    await learn('b.jsonl', KITE)
    expect(await searched()).toEqual([TOP.question])
    expect(await restoreVersions(database.db, { ids })).toMatchObject({ published: 1 })
    expect(await searched()).toHaveLength(2)
  })

  it('restores a guide with the text that it had last, and none of its earlier ones', async () => {
    const path = join(folder, '风筝.md')
    const write = async (lead: string) => {
      await writeFile(path, `---\ntitle: 放风筝指南\n---\n${lead}\n`)
      await ingest({ db: database.db, paths: [path], kind: 'guide' })
    }
    await write('离电线五十米。')
    await write('离电线一百米。')
    const { id } = await database.db.selectFrom('source_versions').select('id').executeTakeFirstOrThrow()
    await withdrawVersions(database.db, { ids: [id] })
    expect(await restoreVersions(database.db, { ids: [id] })).toMatchObject({ published: 1 })
    const texts = await database.db
      .selectFrom('passages')
      .select('text')
      .where('withdrawn_revision', 'is', null)
      .execute()
    expect(texts).toEqual([{ text: '离电线一百米。' }])
  })

  it('brings back what no file holds any more, and no later run takes it out', async () => {
    const guide = join(folder, '风筝.md')
    const law = join(folder, '风筝法(2020-05-01).md')
    await writeFile(guide, '---\ntitle: 放风筝指南\n---\n离电线五十米。\n')
    await writeFile(law, '# 风筝法\n\n第一条 离电线五十米。\n')
    await ingest({ db: database.db, paths: [folder] })
    await writeFile(guide, '---\ntitle: 抽陀螺指南\n---\n平地上抽。\n')
    await writeFile(law, '# 陀螺法\n\n第一条 平地上抽。\n')
    await ingest({ db: database.db, paths: [folder] })
    expect(await searched()).toEqual(['抽陀螺指南', '陀螺法'])
    const gone = await database.db
      .selectFrom('source_versions')
      .select('id')
      .where('status', '=', 'withdrawn')
      .execute()
    const ids = gone.map(({ id }) => id)
    expect(await restoreVersions(database.db, { ids })).toMatchObject({ published: 2 })
    const all = ['抽陀螺指南', '放风筝指南', '陀螺法', '风筝法']
    expect(await searched()).toEqual(all)
    await ingest({ db: database.db, paths: [folder] })
    expect(await searched()).toEqual(all)
    await withdrawVersions(database.db, { ids })
    expect(await restoreVersions(database.db, { ids })).toMatchObject({ published: 2 })
  })

  it('replaces a changed line, withdraws a removed one, and does nothing the second time', async () => {
    await learn('a.jsonl', KITE, TOP)
    expect(await learn('a.jsonl', KITE, TOP)).toMatchObject({ revision: 1, published: 0, withdrawn: 0 })
    const changed = { ...KITE, cites: ['风筝法第三条'] }
    expect(await learn('a.jsonl', changed)).toMatchObject({ published: 1, withdrawn: 2 })
    expect((await readConfirmedPairs(database.db)).map(({ cites }) => cites)).toEqual([['风筝法第三条']])
  })
})
