import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tablesState } from '../../storage/migrate.js'
import { openDataKey } from '../../storage/open-data-key.js'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { readConfig } from '../config.js'
import { doctorCommand } from './doctor.js'

interface Told {
  name: string
  ok: boolean
  found: string
  advice: string
}

async function examine(dataDir: string, environment: Record<string, string | undefined> = {}) {
  let told: { ok: boolean; checks: Told[] } | undefined
  const output = {
    json: true,
    result: (value: unknown) => {
      told = value as typeof told
    },
    say() {},
    progress: () => ({ update() {}, stop() {} }),
  }
  const exitCode = await doctorCommand({ config: readConfig(environment, dataDir), output })
  return { exitCode, checks: new Map(told?.checks.map((check) => [check.name, check])) }
}

describe('wenfa doctor', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wenfa-doctor-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('makes no data folder', async () => {
    const { exitCode, checks } = await examine(join(folder, 'data'))
    expect(exitCode).toBe(1)
    expect(checks.get('data folder')).toMatchObject({ ok: false })
    expect(existsSync(join(folder, 'data'))).toBe(false)
  })

  it('says what an empty data folder lacks, and leaves it empty', async () => {
    const { exitCode, checks } = await examine(folder)
    expect(exitCode).toBe(1)
    expect(checks.get('data folder')).toMatchObject({ ok: true })
    expect(checks.get('data key')).toMatchObject({ ok: false, found: 'absent' })
    expect(checks.get('SQLite')?.advice).toContain('wenfa serve')
    expect(await readdir(folder)).toEqual([])
  })

  it('tells a damaged key from none', async () => {
    await writeFile(join(folder, 'data-key'), 'no key')
    expect((await examine(folder)).checks.get('data key')?.found).toContain('damaged')
  })

  describe.each(testDatabases())('on $name', ({ name, open }) => {
    let database: TestDatabase
    beforeEach(async () => {
      database = await open()
    })
    afterEach(() => database.drop())
    const check = async () => {
      const { checks } = await examine(database.dataDir, { DATABASE_URL: database.databaseUrl })
      return checks.get(name)
    }

    it('counts what is published', async () => {
      expect(await check()).toMatchObject({
        ok: true,
        found: '0 published passages, knowledge revision 0',
        advice: '',
      })
    })

    it('says that the data key is another one, or lost', async () => {
      const { dataDir, databaseUrl } = database
      const checkKey = async (environment = {}) =>
        (await examine(dataDir, { DATABASE_URL: databaseUrl, ...environment })).checks.get('data key')
      expect(await checkKey()).toMatchObject({ ok: false, found: 'absent' })
      await openDataKey(database)
      expect(await checkKey()).toMatchObject({ ok: true })
      const zeros = { WENFA_DATA_KEY: '0'.repeat(64) }
      const other = { ok: false, found: expect.stringContaining('WENFA_DATA_KEY is not the key') }
      expect(await checkKey(zeros)).toMatchObject(other)
      await rm(join(dataDir, 'data-key'))
      const lost = { ok: false, found: expect.stringContaining('is missing') }
      expect(await checkKey()).toMatchObject(lost)
      expect(existsSync(join(dataDir, 'data-key'))).toBe(false)
    })

    it('leaves tables of other versions as they are', async () => {
      await sql`delete from kysely_migration where name > '0002'`.execute(database.db)
      expect(await check()).toMatchObject({ ok: true, advice: expect.stringContaining('older version') })
      expect(await tablesState(database)).toBe('older')
      await sql`insert into kysely_migration values ('9999-later', '')`.execute(database.db)
      expect(await check()).toMatchObject({ ok: false, found: expect.stringContaining('newer version') })
    })

    it('makes no tables', async () => {
      await sql`drop table kysely_migration`.execute(database.db)
      expect(await check()).toMatchObject({ ok: false, found: 'the tables are absent' })
      expect(await tablesState(database)).toBe('absent')
    })
  })
})
