import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { ingest } from './ingest.js'

const LAW = `# 中华人民共和国风筝法

2020年5月1日 第十三届全国人民代表大会常务委员会通过

<!-- INFO END -->

## 第一章 总则

第一条 为了规范放风筝，制定本法。

第二条 放风筝应当远离电线。

风筝线不得使用金属丝。

第三条 本法自2021年1月1日起施行。
`
const NEW_LAW = LAW.replace('2020年5月1日', '2024年3月1日').replace('2021年1月1日', '2024年7月1日')
const FAQ = `---
title: 风筝
matter: neighbour
---

## 邻居的风筝挂在我家电线上怎么办？
- 也这样问: 风筝挂电线 | 风筝缠住电线 | 电线上有风筝

先断电，不要自己去拿〔风筝法第二条〕。

1. 打电话给供电公司。

## 放风筝伤到人要赔吗？
- 也这样问: 风筝割伤脖子 | 风筝线伤人 | 被风筝线割了

要赔。
`

describe.each(testDatabases())('ingest on $name', ({ open }) => {
  let database: TestDatabase
  let folder: string
  beforeEach(async () => {
    database = await open()
    folder = await mkdtemp(join(tmpdir(), 'wenfa-ingest-'))
  })
  afterEach(async () => {
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  })

  const put = async (file: string, text: string) => {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), text)
  }
  const run = () => ingest({ db: database.db, paths: [folder] })
  const visible = () =>
    database.db
      .selectFrom('passages')
      .innerJoin('source_versions', 'source_versions.id', 'passages.version_id')
      .select(['passages.id', 'passages.title', 'article', 'text', 'file', 'version_date', 'effective_from'])
      .select(['effective_to', 'published_revision'])
      .where('published_revision', 'is not', null)
      .where('withdrawn_revision', 'is', null)
      .orderBy('file')
      .orderBy('ordinal')
      .execute()

  it('publishes the articles of a law under one revision', async () => {
    await put('风筝法(2020-05-01).md', LAW)
    const report = await run()
    expect(report).toMatchObject({ versions: 1, provisions: 3, published: 3, revision: 1, problems: [] })
    expect((await visible())[1]).toMatchObject({
      title: '风筝法',
      article: '第二条',
      text: '放风筝应当远离电线。\n风筝线不得使用金属丝。',
      version_date: '2020-05-01',
      effective_from: '2021-01-01',
      effective_to: null,
    })
  })

  it('does nothing the second time', async () => {
    await put('风筝法(2020-05-01).md', LAW)
    await run()
    const before = await visible()
    expect(await run()).toMatchObject({ files: { unchanged: 1, new: 0 }, published: 0, revision: 1 })
    expect(await visible()).toEqual(before)
  })

  it('keeps the ids of unchanged articles, and withdraws the text that is gone', async () => {
    await put('风筝法(2020-05-01).md', LAW)
    await run()
    const before = await visible()
    await put('风筝法(2020-05-01).md', LAW.replace('远离电线', '远离机场和电线'))
    expect(await run()).toMatchObject({ files: { changed: 1 }, published: 1, withdrawn: 1, revision: 2 })
    const after = await visible()
    expect(after.map(({ id }) => id)).not.toEqual(before.map(({ id }) => id))
    expect([after[0]?.id, after[2]?.id]).toEqual([before[0]?.id, before[2]?.id])
    await put('风筝法(2020-05-01).md', LAW)
    await run()
    expect((await visible()).map(({ id }) => id)).toEqual(before.map(({ id }) => id))
  })

  it('ends the force of a version when the next one takes effect', async () => {
    await put('风筝法(2020-05-01).md', LAW)
    await run()
    await put('风筝法(2024-03-01).md', NEW_LAW)
    await run()
    const ends = (await visible()).map(({ version_date, effective_to }) => [version_date, effective_to])
    expect(ends).toEqual([
      ...[1, 2, 3].map(() => ['2020-05-01', '2024-07-01']),
      ...[1, 2, 3].map(() => ['2024-03-01', null]),
    ])
  })

  it('withdraws a question that was taken out of its file', async () => {
    await put('风筝.md', FAQ)
    expect(await run()).toMatchObject({ questions: 2, published: 2 })
    await put('风筝.md', FAQ.slice(0, FAQ.indexOf('## 放风筝伤到人')))
    expect(await run()).toMatchObject({ questions: 1, published: 0, withdrawn: 1 })
    expect((await visible()).map(({ title }) => title)).toEqual(['邻居的风筝挂在我家电线上怎么办？'])
  })

  it('stores the text of a Q&A without its citation marks', async () => {
    await put('风筝.md', FAQ)
    await run()
    expect((await visible())[0]?.text).toContain('先断电，不要自己去拿。')
  })

  it('reports what it could not use, each time, and keeps what was published before', async () => {
    await put('风筝法(2020-05-01).md', LAW)
    await run()
    await put('风筝法(2020-05-01).md', '')
    await put('坏.pdf', 'this is no PDF')
    for (const _ of [1, 2]) {
      const { problems, files } = await run()
      expect(problems.map(({ file, unread }) => [file, unread])).toEqual([
        ['坏.pdf', true],
        ['风筝法(2020-05-01).md', true],
      ])
      expect(files.unread).toBe(2)
    }
    expect(await visible()).toHaveLength(3)
  })

  it('never follows a link out of the folder', async () => {
    await symlink('/etc/passwd', join(folder, 'laws.txt'))
    const { problems } = await run()
    expect(problems).toMatchObject([{ file: 'laws.txt', unread: true }])
    expect(await visible()).toEqual([])
  })

  it('ends in the same state after kills at any moment', async () => {
    for (let n = 1; n <= 120; n++)
      await put(`法${n}(2020-05-01).md`, LAW.replaceAll('风筝法', `风筝法之${n}号法`))
    const script = join(folder, '.run.mts')
    await writeFile(
      script,
      `const { openDatabase } = await import(${JSON.stringify(join(import.meta.dirname, '../../storage/open-database.ts'))})
       const { ingest } = await import(${JSON.stringify(join(import.meta.dirname, 'ingest.ts'))})
       const { db } = await openDatabase(${JSON.stringify({ dataDir: database.dataDir, databaseUrl: database.databaseUrl })})
       process.send('started')
       await ingest({ db, paths: [${JSON.stringify(folder)}] })
       process.exit(0)`,
    )
    for (let kill = 0; kill < 6; kill++) {
      const child = spawn(process.execPath, ['--import', 'tsx', script], {
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      })
      await once(child, 'message')
      const timer = setTimeout(() => child.kill('SIGKILL'), 10 + Math.random() * 150)
      await once(child, 'exit')
      clearTimeout(timer)
    }
    await run()
    const killed = (await visible()).map(({ published_revision: _, ...row }) => row)

    const dirty = database
    database = await open()
    await run()
    const clean = (await visible()).map(({ published_revision: _, ...row }) => row)
    await dirty.drop()
    expect(killed).toHaveLength(360)
    expect(killed).toEqual(clean)
  }, 120_000)
})
