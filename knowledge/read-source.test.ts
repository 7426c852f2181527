import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { ingest } from './ingest/ingest.js'
import { sourceRows } from './ingest/source-rows.js'
import { withdrawVersions } from './ingest/withdraw-versions.js'
import { parseFile } from './parse-file.js'
import { readSource } from './read-source.js'

const LAW = `# 中华人民共和国风筝法

2020年5月1日 第十三届全国人民代表大会常务委员会通过

<!-- INFO END -->

序言没有条号。

## 第一章 总则

第一条 为了规范放风筝，制定本法。

第一条之一 放风筝应当远离电线。

风筝线不得使用金属丝。

### 第一节 附则

第二条 本法自2021年1月1日起施行，《风筝条例》同时废止。有效期五年。

附件：

| 线 | 长 |

| 丝 | 十米 |
`

const starter = join(import.meta.dirname, 'starter')
const statutes = join(import.meta.dirname, '..', '..', 'shared', 'data', 'statutes', 'national', '民法典')

describe.each(testDatabases())('reading a version out of its rows on $name', ({ open }) => {
  let database: TestDatabase
  let folder: string
  beforeEach(async () => {
    database = await open()
    folder = await mkdtemp(join(tmpdir(), 'wenfa-source-'))
  })
  afterEach(async () => {
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  })

  const law = async (text: string) => {
    await writeFile(join(folder, '风筝法(2020-05-01).md'), text)
    await ingest({ db: database.db, paths: [folder] })
    const { id } = await database.db.selectFrom('source_versions').select('id').executeTakeFirstOrThrow()
    const path = join(folder, '风筝法(2020-05-01).md')
    return { id, parsed: (await parseFile({ path, relativePath: path })).sources[0] }
  }

  it('gives a statute as its parser read it', async () => {
    const { id, parsed } = await law(LAW)
    expect(await readSource(database.db, id)).toEqual(parsed)
  })

  it('gives the text that is in use, and of what is withdrawn the last one', async () => {
    await law(LAW)
    const { id, parsed } = await law(LAW.replace('不得使用金属丝', '应当短于一百米'))
    expect(await readSource(database.db, id)).toEqual(parsed)
    await withdrawVersions(database.db, { ids: [id] })
    expect(await readSource(database.db, id)).toEqual(parsed)
    expect(await readSource(database.db, 'nothing')).toBeNull()
  })

  it('makes the same rows again of everything that comes with the program, and of the Civil Code', async () => {
    const { db } = database
    const paths = [starter, statutes].filter((path) => existsSync(path))
    await ingest({ db, paths })
    const versions = await db.selectFrom('source_versions').selectAll().execute()
    expect(versions.length).toBeGreaterThan(700)
    for (const { created_at, waiting, changed_revision, ...version } of versions) {
      const source = await readSource(db, version.id)
      const rows = sourceRows(source!, version.file)
      const stored = await db
        .selectFrom('passages')
        .selectAll()
        .where('version_id', '=', version.id)
        .orderBy('ordinal')
        .execute()
      const published = (row: (typeof stored)[number]) => ({ ...row, published_revision: null })
      expect(rows.version, version.file).toEqual({
        ...version,
        effective_to: source!.effectiveTo,
      })
      expect(rows.passages, version.file).toEqual(stored.map(published))
    }
  })
})
