import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ifDatabaseIsFree } from '../../storage/locks.js'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { parseFile } from '../parse-file.js'
import { ingest, ingestIfChanged } from './ingest.js'
import { sourceRows } from './source-rows.js'
import { storeSources } from './store-sources.js'

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

  const put = async (file: string, text: string | Buffer) => {
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

  it('refuses the character that no database stores, wherever it stands, and reads the other files', async () => {
    await put('零.txt', `${LAW}${'风'.repeat(4000)}\0筝`)
    await put('零十六.txt', Buffer.from(`\ufeff${LAW}\0`, 'utf16le'))
    await put('零.md', FAQ.replace('风筝\n', '"零\\0字"\n').replace('要赔。', '要赔\0。'))
    await put('题.md', '---\ntitle: "零\\0字"\nfee: 不收费\n---\n不收费。\n')
    await put('风筝法(2020-05-01).md', LAW)
    const { problems, published } = await run()
    expect(problems.map(({ file, unread }) => [file, unread])).toEqual(
      ['零.md', '零.txt', '零十六.txt', '题.md'].map((file) => [file, true]),
    )
    expect(published).toBe(3)
  })

  it('leaves out questions and titles that are too long, with their line', async () => {
    const random = Array.from({ length: 3000 }, (_, n) => String.fromCharCode(0x4e00 + ((n * 7919) % 20_000)))
    await put('长.md', `${FAQ}\n## ${random.join('')}\n\n答。\n`)
    await put('长法.md', LAW.replace('风筝法', random.join('')))
    await put('长南.md', `---\ntitle: ${random.join('')}\nfee: 不收费\n---\n不收费。\n`)
    await put('够短.md', `---\ntitle: ${random.slice(0, 500).join('')}\nfee: 不收费\n---\n不收费。\n`)
    const { problems, published } = await run()
    expect(problems.map(({ file, line, unread }) => [file, line, unread])).toEqual([
      ['长.md', 18, false],
      ['长南.md', null, true],
      ['长法.md', null, true],
    ])
    expect(problems.every(({ message }) => message.includes('more than 500: shorten it'))).toBe(true)
    expect(published).toBe(3)
  })

  it('goes on without a file that the database refuses, names it each time, and reads it once it can', async () => {
    await database.db.schema.createIndex('one').on('sources').column('kind').unique().execute()
    await put('a法.md', LAW)
    await put('b法.md', LAW.replaceAll('风筝法', '气球法'))
    await put('c.md', FAQ.slice(0, FAQ.indexOf('## 放风筝伤到人')))
    for (const published of [4, 0]) {
      const report = await run()
      expect(report).toMatchObject({ published, files: { unread: 1 } })
      expect(report.problems).toMatchObject([{ file: 'b法.md', line: null, unread: true }])
      expect(report.problems[0]?.message).toContain('Could not be stored')
    }
    await database.db.schema.dropIndex('one').execute()
    expect(await run()).toMatchObject({ published: 3, problems: [] })
  })

  it('never follows a link out of the folder', async () => {
    await symlink('/etc/passwd', join(folder, 'laws.txt'))
    const { problems } = await run()
    expect(problems).toMatchObject([{ file: 'laws.txt', unread: true }])
    expect(await visible()).toEqual([])
  })

  it('keeps apart what two folders hold under one name', async () => {
    await put('a/条例.md', LAW)
    await put('b/条例.md', LAW.replaceAll('风筝法', '气球法'))
    const runIn = (name: string) => ingest({ db: database.db, paths: [join(folder, name)] })
    await runIn('a')
    expect(await runIn('b')).toMatchObject({ files: { new: 1 }, published: 3, withdrawn: 0 })
    const titles = async () => (await visible()).map(({ title, file }) => `${title} ${file}`)
    expect(new Set(await titles())).toEqual(new Set(['风筝法 条例.md', '气球法 条例.md']))
    for (const name of ['a', 'b', 'a']) {
      expect(await runIn(name)).toMatchObject({ files: { unchanged: 1 }, revision: 2 })
    }
    await put('b/条例.md', LAW.replaceAll('风筝法', '飞艇法'))
    await runIn('b')
    expect(new Set(await titles())).toEqual(new Set(['风筝法 条例.md', '飞艇法 条例.md']))
  })

  it('keeps a law as long as one of the files with it does', async () => {
    await put('a/法.md', LAW)
    await put('b/旧/法.md', LAW)
    expect(await run()).toMatchObject({ versions: 2, published: 3 })
    await put('b/旧/法.md', LAW.replaceAll('风筝法', '气球法'))
    expect(await run()).toMatchObject({ published: 3, withdrawn: 0 })
    await put('a/法.md', LAW.replaceAll('风筝法', '飞艇法'))
    expect(await run()).toMatchObject({ published: 3, withdrawn: 3 })
  })

  it('publishes an answer again that another file gave in the same words', async () => {
    await put('a.md', FAQ)
    await put('b.md', FAQ)
    expect(await run()).toMatchObject({ questions: 4, published: 2 })
    await put('a.md', FAQ.replace('要赔。', '要赔，还可能受罚。'))
    await run()
    expect(await run()).toMatchObject({ files: { changed: 1 }, published: 1 })
    expect((await visible()).map(({ text }) => text)).toContain('要赔。')
    expect(await run()).toMatchObject({ files: { unchanged: 2 }, published: 0 })
  })

  it('knows a folder that was moved', async () => {
    await put('a/风筝.md', FAQ)
    await ingest({ db: database.db, paths: [join(folder, 'a')] })
    await rename(join(folder, 'a'), join(folder, 'b'))
    const runIn = () => ingest({ db: database.db, paths: [join(folder, 'b')] })
    expect(await runIn()).toMatchObject({ files: { unchanged: 1 }, revision: 1 })
    await put('b/风筝.md', FAQ.slice(0, FAQ.indexOf('## 放风筝伤到人')))
    expect(await runIn()).toMatchObject({ files: { changed: 1 }, withdrawn: 1 })
  })

  it('follows a guide whose fields change and whose text does not', async () => {
    const details = async () => {
      const { details } = await database.db
        .selectFrom('source_versions')
        .select('details')
        .where('details', 'like', '%供电公司%')
        .executeTakeFirstOrThrow()
      return JSON.parse(details) as { cites: string[] }
    }
    await put('风筝.md', FAQ)
    await run()
    await put('风筝.md', FAQ.replace('第二条', '第三条'))
    expect(await run()).toMatchObject({ published: 0, withdrawn: 0, revision: 2 })
    expect((await details()).cites).toEqual(['风筝法第三条'])
  })

  describe('beside another run', () => {
    const program = () =>
      ingestIfChanged({ db: database.db, paths: [join(folder, 'program')], filePrefix: 'starter/' })

    async function storeHalf(file: string, filePrefix = '') {
      const path = join(folder, file)
      const { sources } = await parseFile({ path, relativePath: file })
      await database.db.transaction().execute((trx) =>
        storeSources(
          trx,
          path,
          sources.map((source) => sourceRows(source, filePrefix + file)),
          new Date(),
        ),
      )
    }

    beforeEach(async () => {
      await put('program/风筝.md', FAQ)
      await program()
      await put('风筝法(2020-05-01).md', LAW)
    })

    it('waits, and says so', async () => {
      let waited = 0
      let second: Promise<unknown> | undefined
      await ifDatabaseIsFree(database.db, 'ingest', async () => {
        second = ingest({ db: database.db, paths: [folder], onWait: () => waited++ })
        await new Promise((resolve) => setTimeout(resolve, 300))
        expect(waited).toBe(1)
        expect(await visible()).toHaveLength(2)
      })
      await second
      expect(await visible()).toHaveLength(5)
    })

    it('leaves it alone with content of the program that has not changed', async () => {
      await storeHalf('风筝法(2020-05-01).md')
      await ifDatabaseIsFree(database.db, 'ingest', program)
      expect(await visible()).toHaveLength(2)
      await program()
      expect(await visible()).toHaveLength(2)
      expect(await run()).toMatchObject({ published: 3 })
    })

    it('publishes what a killed run left of the content of the program', async () => {
      await put('更多.md', FAQ.replaceAll('风筝', '气球'))
      await storeHalf('更多.md', 'starter/')
      await program()
      expect(await visible()).toHaveLength(4)
    })
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
