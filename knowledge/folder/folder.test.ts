import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { pairsNamed, readConfirmedPairs } from '../confirmed-pairs.js'
import { ingest } from '../ingest/ingest.js'
import { publishConfirmed } from '../ingest/publish-confirmed.js'
import { withdrawVersions } from '../ingest/withdraw-versions.js'
import { confirmedEntry } from '../parse-confirmed.js'
import { compareFolder } from './compare-folder.js'
import { importFolder } from './import-folder.js'
import { exportFolder } from './write-folder.js'

const starter = join(import.meta.dirname, '..', 'starter')
const statutes = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'statutes')

const LAW = (date: string, text: string) =>
  `# 风筝法\n\n${date} 第十三届全国人民代表大会常务委员会通过\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n第一条 ${text}\n\n第二条 本法自2021年1月1日起施行。\n\n附件：\n\n| 线 | 长 |\n`

const OFFICES = `名称,层级,地区,上级,地址,电话,时间,业务,经度,纬度
省公共法律服务中心,省,320000,,甲路1号,025-12348,"周一至周五 9:00—17:00",,118.76,32.06
市法律援助中心,市,320100,省公共法律服务中心,"乙路2号, 3楼",,,法律援助,,
`

/** A few statutes of all folders: decisions without articles, annexes, books of a code, several versions. */
function someStatutes(): string[] {
  if (!existsSync(statutes)) {
    console.warn(`Skipped: the statutes of ${statutes} are not there`)
    return []
  }
  const found: string[] = []
  for (const file of readdirSync(statutes, { recursive: true, encoding: 'utf8' }).sort())
    if (file.endsWith('.md')) found.push(join(statutes, file))
  return found.filter((file, index) => index % 200 === 0 || /民法典.*婚姻|刑法修正案（十/.test(file))
}

function filesOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()
  return Object.fromEntries(
    files
      .filter((file) => statSync(join(folder, file)).isFile())
      .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
  )
}

describe.each(testDatabases())('the knowledge base as a folder on $name', ({ name, open }) => {
  let database: TestDatabase
  let other: TestDatabase
  let work: string
  let folder: string
  beforeEach(async () => {
    database = await open()
    other = await open()
    work = await mkdtemp(join(tmpdir(), 'wenfa-folder-'))
    folder = join(work, 'export')
  })
  afterEach(async () => {
    await database.drop()
    await other.drop()
    await rm(work, { recursive: true, force: true })
  })

  const write = async (files: Record<string, string>) => {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(join(work, 'files', name, '..'), { recursive: true })
      await writeFile(join(work, 'files', name), text)
    }
    return ingest({ db: database.db, paths: [join(work, 'files')] })
  }
  const put = (to: TestDatabase) => importFolder({ db: to.db, folder })
  const take = (from: TestDatabase) => exportFolder({ db: from.db, folder })
  const differences = (from: TestDatabase) => compareFolder({ db: from.db, folder })

  /** Everything but when it was published, for which each base has numbers of its own. */
  async function stored({ db }: TestDatabase) {
    const versions = await db.selectFrom('source_versions').selectAll().orderBy('id').execute()
    const passages = await db.selectFrom('passages').selectAll().orderBy('id').execute()
    return {
      passages: passages.map(({ published_revision, withdrawn_revision, ...passage }) => ({
        ...passage,
        isPublished: published_revision !== null && withdrawn_revision === null,
      })),
      sources: await db.selectFrom('sources').selectAll().orderBy('id').execute(),
      versions: versions.map(({ changed_revision, ...version }) => version),
      held: await db.selectFrom('file_versions').selectAll().orderBy('path').orderBy('version_id').execute(),
      files: await db.selectFrom('ingested_files').selectAll().orderBy('path').execute(),
      withdrawn: await db.selectFrom('withdrawn_answers').selectAll().orderBy('version_id').execute(),
      offices: await db.selectFrom('offices').selectAll().orderBy('id').execute(),
    }
  }

  it('comes back whole into an empty base: statutes of every form, guides, Q&A, offices', async () => {
    const { db } = database
    await mkdir(join(work, 'files'))
    for (const [index, file] of someStatutes().entries()) {
      const to = join(work, 'files', String(index % 7))
      await mkdir(to, { recursive: true })
      await cp(file, join(to, basename(file)))
    }
    await write({ '机构.csv': OFFICES, '扫描.pdf': 'no PDF', '规定.md': '# 无日期规定\n\n第一条 甲。\n' })
    await ingest({
      db,
      paths: ['guides', 'faq'].slice(0, name === 'SQLite' ? 2 : 1).map((part) => join(starter, part)),
      filePrefix: 'starter/',
    })
    const report = await take(database)
    expect(report).toMatchObject({ written: report.files, removed: 0 })
    const files = filesOf(folder)
    const first = await put(other)
    expect(first).toMatchObject({ revision: 1, problems: [], withdrawn: 0 })
    expect(await stored(other)).toEqual(await stored(database))
    await rm(folder, { recursive: true })
    await take(other)
    expect(filesOf(folder)).toEqual(files)
    expect(await take(other)).toMatchObject({ written: 0, removed: 0 })
    // Nothing is new the second time.
    expect(await put(other)).toMatchObject({ revision: 1, published: 0, withdrawn: 0 })
  }, 60_000)

  it('carries what texts cannot say: regions, withdrawals, confirmed answers, who looks after a source', async () => {
    const { db } = database
    await write({
      'a/风筝法(2020-05-01).md': LAW('2020年5月1日', '为了放风筝。'),
      'b/风筝法(2020-05-01).md': LAW('2020年5月1日', '为了放风筝。'),
      'a/风筝法(2022-05-01).md': LAW('2022年5月1日', '为了安全放风筝。'),
      '指南.md': '---\ntitle: 怎么放风筝？\nserviceLines:\n  - legal_aid\n---\n先看天。\n',
    })
    const local = join(work, 'local')
    await mkdir(local)
    await writeFile(join(local, '陀螺规定.md'), '# 陀螺规定\n\n第一条 甲。\n')
    await ingest({ db, paths: [local], regionCode: '320100' })
    const pairs = [
      { question: '风筝挂电线怎么办？', answer: '先断电。', cites: ['风筝法第一条'] },
      { question: '风筝挂电线怎么办？', answer: '报供电局。', cites: ['风筝法第二条'] },
    ]
    const learned = join(work, 'pairs.jsonl')
    await writeFile(learned, pairs.map((pair) => JSON.stringify(pair)).join('\n'))
    await ingest({ db, paths: [learned], kind: 'confirmed' })
    const entry = {
      ...confirmedEntry('线断了怎么办？', '换线〔风筝法第一条〕。', ['风筝法第一条'], null),
      regionCode: '320100',
    }
    await publishConfirmed(db, { name: 'qa_1', entry })
    const [gone] = pairsNamed(await readConfirmedPairs(db), '线断了怎么办？')
    const old = await db
      .selectFrom('source_versions')
      .select(['id', 'source_id'])
      .where('version_date', '=', '2020-05-01')
      .executeTakeFirstOrThrow()
    await withdrawVersions(db, { ids: [gone!.id, old.id] })
    const care = {
      source_id: old.source_id,
      version: 1,
      owner_id: 'st_1',
      owner_name: '王芳',
      review_by: '2027-01-01',
      expires_on: null,
      changed_by: '李强',
      changed_at: new Date().toISOString(),
    }
    await db.insertInto('source_care').values(care).execute()
    await take(database)
    const files = filesOf(folder)
    expect(Object.keys(files)).toContain('statutes/national/风筝法(2022-05-01).md')
    expect(Object.keys(files)).toContain('guides/national/怎么放风筝？.md')
    expect(files['confirmed/pairs.jsonl']).toBe(pairs.map((pair) => `${JSON.stringify(pair)}\n`).join(''))
    await put(other)
    expect(await stored(other)).toEqual(await stored(database))
    const cares = await other.db.selectFrom('source_care').selectAll().execute()
    expect(cares).toMatchObject([
      { ...care, owner_id: null, changed_by: expect.any(String), changed_at: expect.any(String) },
    ])
    await take(other)
    expect(filesOf(folder)).toEqual(files)
    expect(await differences(database)).toEqual([])
  })

  it('takes over what was changed, added and withdrawn, and tells it before', async () => {
    await write({
      '指南.md': '---\ntitle: 怎么放风筝？\nserviceLines:\n  - legal_aid\n---\n先看天。\n',
      '风筝法(2020-05-01).md': LAW('2020年5月1日', '为了放风筝。'),
    })
    await take(database)
    await put(other)
    await writeFile(
      join(folder, 'guides/national/怎么放风筝？.md'),
      '---\ntitle: 怎么放风筝？\nserviceLines:\n  - legal_aid\n---\n先看风。\n',
    )
    await writeFile(
      join(folder, 'guides/national/陀螺.md'),
      '---\ntitle: 陀螺\nasks: [抽陀螺]\n---\n平地上抽。\n',
    )
    expect(await differences(database)).toEqual([
      {
        file: 'guides/national/怎么放风筝？.md',
        kind: 'changed',
        onlyInFolder: ['先看风。'],
        onlyInBase: ['先看天。'],
      },
      { file: 'guides/national/陀螺.md', kind: 'only_in_folder', onlyInFolder: [], onlyInBase: [] },
    ])
    expect(await put(database)).toMatchObject({ revision: 2, published: 2, withdrawn: 1 })
    expect(await differences(database)).toEqual([])
    // The other base withdraws, the folder carries it back.
    const { id } = await other.db
      .selectFrom('source_versions')
      .select('id')
      .where('version_date', 'is not', null)
      .executeTakeFirstOrThrow()
    await put(other)
    await withdrawVersions(other.db, { ids: [id] })
    expect(await take(other)).toMatchObject({ removed: 1 })
    expect(await put(database)).toMatchObject({ revision: 3, published: 0, withdrawn: 3 })
    expect((await stored(database)).passages).toEqual((await stored(other)).passages)
    expect((await stored(database)).withdrawn).toEqual((await stored(other)).withdrawn)
  })

  it('writes nothing into a folder of somebody else, and takes no half export', async () => {
    await write({ '规定.md': '# 无日期规定\n\n第一条 甲。\n' })
    await mkdir(folder)
    await writeFile(join(folder, '笔记.txt'), '甲')
    await expect(take(database)).rejects.toThrow('was not written by `wenfa knowledge export`')
    expect(readdirSync(folder)).toEqual(['笔记.txt'])
    await rm(join(folder, '笔记.txt'))
    await take(database)
    await writeFile(join(folder, '笔记.txt'), '甲')
    const [name] = readdirSync(join(folder, 'statutes/national'))
    await rm(join(folder, 'statutes/national', name!))
    await expect(put(other)).rejects.toThrow('文件不见了，请放回来')
    expect(await take(database)).toMatchObject({ written: 1, removed: 0 })
    await writeFile(join(folder, '.unfinished'), 'statutes/national/别的.md\n')
    await writeFile(join(folder, 'statutes/national/别的.md'), '# 别的\n')
    await expect(put(other)).rejects.toThrow('was stopped before its end')
    expect(await take(database)).toMatchObject({ written: 0, removed: 1 })
    expect(readdirSync(folder)).toContain('笔记.txt')
    await put(other)
    expect((await stored(other)).passages).toEqual((await stored(database)).passages)
    const lines = readFileSync(join(folder, 'versions.jsonl'), 'utf8')
    const outside = join(folder, '../a.md')
    await writeFile(outside, '别人的')
    for (const path of ['../../x.md', '/x.md', 'statutes/a\n/../../../a.md', 'statutes/../../a.md']) {
      const changed = lines.replace(/"in":"[^"]*"/, () => `"in":${JSON.stringify(path)}`)
      await writeFile(join(folder, 'versions.jsonl'), changed)
      await expect(take(database)).rejects.toThrow('versions.jsonl 第 1 行 in：不是文件夹里的路径')
    }
    expect(readFileSync(outside, 'utf8')).toBe('别人的')
    await writeFile(join(folder, 'versions.jsonl'), lines.replace(/"in":"[^"]*"/, '"in":"guides/a.md"'))
    await symlink(join(folder, '..'), join(folder, 'guides'))
    await expect(take(database)).rejects.toThrow('guides in')
    await writeFile(join(folder, 'versions.jsonl'), lines)
    await rm(join(folder, '.unfinished'), { force: true })
    await symlink(outside, join(folder, '.unfinished'))
    await expect(take(database)).rejects.toThrow('.unfinished in')
    expect(readFileSync(outside, 'utf8')).toBe('别人的')
  })
})
