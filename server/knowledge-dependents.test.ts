import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFolder } from '../knowledge/folder/import-folder.js'
import { exportFolder } from '../knowledge/folder/write-folder.js'
import { publishConfirmed } from '../knowledge/ingest/publish-confirmed.js'
import { publishNewDay } from '../knowledge/ingest/publish-pending.js'
import { restoreVersions, withdrawVersions } from '../knowledge/ingest/withdraw-versions.js'
import { confirmedEntry } from '../knowledge/parse-confirmed.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { kiteLaw, NIGHT, NOW, SAFE } from './kite-texts.js'
import { publishText } from './publish-text.js'

describe.each(testDatabases())('what rests on a changed article on $name', ({ open }) => {
  let database: TestDatabase
  let at = new Date(NOW)
  const now = () => at

  let folder: string

  beforeAll(async () => {
    database = await open()
    folder = await mkdtemp(join(tmpdir(), 'wenfa-kites-'))
  })
  afterAll(async () => {
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  })

  const publish = (name: string, text: string) => publishText(database.db, name, text, now)
  const searched = async () => {
    const rows = await database.db
      .selectFrom('passages')
      .select('title')
      .distinct()
      .where('kind', '<>', 'statute')
      .where('published_revision', 'is not', null)
      .where('withdrawn_revision', 'is', null)
      .orderBy('title')
      .execute()
    return rows.map(({ title }) => title)
  }
  const flags = () =>
    database.db
      .selectFrom('dependent_flags as f')
      .innerJoin('source_versions as v', 'v.id', 'f.version_id')
      .innerJoin('sources as s', 's.id', 'v.source_id')
      .select(['s.title', 'f.why', 'f.status', 'f.is_suspended', 'f.number'])
      .orderBy('f.since')
      .execute()

  it('stays in use while nothing is known of it, and while its articles stay as they are', async () => {
    await publish('安全.md', SAFE)
    await publish('夜间.md', NIGHT)
    await publish('风筝法(2010-03-01).md', kiteLaw('五十米'))
    await publish('风筝法(2010-03-01).md', kiteLaw('五十 米'))
    await exportFolder({ db: database.db, folder })
    expect(await flags()).toEqual([])
    expect(await searched()).toHaveLength(2)
  })

  it('is out of use with the publication that changes one, and what rests on others is not', async () => {
    await publish('风筝法(2022-01-01).md', kiteLaw('一百米', '　2022年1月1日修订　自2022年6月1日起施行'))
    expect(await searched()).toEqual(['晚上能放风筝吗'])
    expect(await flags()).toMatchObject([
      { title: '放风筝要离电线多远', why: 'changed', status: 'open', is_suspended: 1, number: 2 },
    ])
  })

  it('stays out of use whatever folder or file brings the old text again', async () => {
    await importFolder({ db: database.db, folder, now })
    expect(await searched()).toEqual(['晚上能放风筝吗'])
    expect((await flags())[0]).toMatchObject({ status: 'open' })
  })

  it('is out of use too where it is an answer that staff confirmed, and comes back as it was', async () => {
    const { db } = database
    await publish('铁环法(2010-01-01).md', kiteLaw('一米').replaceAll('风筝', '铁环'))
    const entry = confirmedEntry('铁环能滚多远？', '离人至少一米。', ['铁环法第二条'], null)
    const { id } = await publishConfirmed(db, { name: '铁环', entry, now })
    const change = '　2022年1月1日修订　自2022年6月1日起施行'
    await publish('铁环法(2022-01-01).md', kiteLaw('两米', change).replaceAll('风筝', '铁环'))
    expect(await searched()).not.toContain('铁环能滚多远？')
    await restoreVersions(db, { ids: [id], now })
    expect(await searched()).toContain('铁环能滚多远？')
    await withdrawVersions(db, { ids: [id], now })
  })

  it('is out of use on the day from which the new text counts, and not before', async () => {
    await publish(
      '风筝法(2024-02-01).md',
      kiteLaw('一百米', '　2024年2月1日修订　自2024年5月1日起施行').replace('夜间', '日落后'),
    )
    expect(await searched()).toEqual(['晚上能放风筝吗'])
    at = new Date('2024-04-30T15:59:00Z')
    await publishNewDay(database.db, at)
    expect(await searched()).toEqual(['晚上能放风筝吗'])
    at = new Date('2024-04-30T16:00:00Z')
    await publishNewDay(database.db, at)
    expect(await searched()).toEqual([])
    expect(await flags()).toContainEqual(
      expect.objectContaining({ title: '晚上能放风筝吗', number: 3, status: 'open' }),
    )
  })

  it('has nothing to be looked at once it is written anew', async () => {
    const old = await database.db
      .selectFrom('dependent_flags')
      .select('version_id')
      .where('number', '=', 2)
      .executeTakeFirstOrThrow()
    await publish('安全（新）.md', SAFE.replace('五十', '一百'))
    expect(await searched()).toEqual(['放风筝要离电线多远'])
    expect((await flags())[0]).toMatchObject({ number: 2, status: 'replaced' })
    await withdrawVersions(database.db, { ids: [old.version_id], now })
  })

  it('is only listed where the policy says so', async () => {
    await database.db
      .insertInto('dependents_policy')
      .values({ id: 1, mode: 'flag', version: 1, changed_by: null, changed_at: null })
      .execute()
    at = new Date('2024-06-01T04:00:00Z')
    await publish(
      '废止风筝法(2024-05-20).md',
      `# 风筝管理条例\n\n（2024年5月20日公布　自公布之日起施行）\n\n第一条　管理风筝。\n\n第二条　本条例自公布之日起施行，《中华人民共和国风筝法》同时废止。\n`,
    )
    expect(await searched()).toEqual(['放风筝要离电线多远'])
    expect((await flags()).at(-1)).toMatchObject({ why: 'repealed', is_suspended: 0, status: 'open' })
  })
})
