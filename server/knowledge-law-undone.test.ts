import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { publishNewDay } from '../knowledge/ingest/publish-pending.js'
import { withdrawVersions } from '../knowledge/ingest/withdraw-versions.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { publishText } from './publish-text.js'

const kiteLaw = (distance: string, night: string, change = '') =>
  `# 中华人民共和国风筝法\n\n（2010年3月1日通过${change}）\n\n第一条　为了让风筝飞得高，制定本法。\n\n第二条　离电线不少于${distance}。\n\n第三条　${night}不得放风筝。\n`
const guide = (title: string, text: string) => `---\ntitle: ${title}\nmatter: other\n---\n${text}\n`

describe.each(testDatabases())('a law that changes again on $name', ({ open }) => {
  let database: TestDatabase
  let at = new Date('2024-03-01T04:00:00Z')
  const now = () => at

  beforeAll(async () => {
    database = await open()
    await publishText(database.db, '风筝法(2010-03-01).md', kiteLaw('五十米', '夜间'), now)
    await publishText(database.db, '安全.md', guide('离电线多远', '五十米。〔风筝法第二条〕'), now)
    await publishText(
      database.db,
      '两条.md',
      guide('能放风筝吗', '离电线五十米，夜间不行。〔风筝法第二条〕〔风筝法第三条〕'),
      now,
    )
  })
  afterAll(() => database.drop())

  const change = (year: number, distance: string, night: string) =>
    publishText(
      database.db,
      `风筝法(${year}-01-01).md`,
      kiteLaw(distance, night, `　${year}年1月1日修订　自${year}年1月1日起施行`),
      now,
    )
  const undo = async (year: number) => {
    const { id } = await database.db
      .selectFrom('source_versions')
      .select('id')
      .where('version_date', '=', `${year}-01-01`)
      .executeTakeFirstOrThrow()
    await withdrawVersions(database.db, { ids: [id], now })
  }
  const searched = async () => {
    const rows = await database.db
      .selectFrom('passages as p')
      .innerJoin('source_versions as v', 'v.id', 'p.version_id')
      .select('p.title')
      .distinct()
      .where('p.kind', '<>', 'statute')
      .where('v.status', '=', 'published')
      .where('p.published_revision', 'is not', null)
      .where('p.withdrawn_revision', 'is', null)
      .orderBy('p.title')
      .execute()
    return rows.map(({ title }) => title)
  }
  const flags = async (status: 'open' | 'kept') => {
    const rows = await database.db
      .selectFrom('dependent_flags as f')
      .innerJoin('source_versions as v', 'v.id', 'f.version_id')
      .innerJoin('sources as s', 's.id', 'v.source_id')
      .select(['s.title', 'f.number', 'f.is_suspended', 'f.decider_name'])
      .where('f.status', '=', status)
      .orderBy('s.title')
      .orderBy('f.number')
      .execute()
    return rows.map((row) => [row.title, row.number, row.is_suspended, row.decider_name])
  }
  const setPolicy = (mode: 'flag' | 'suspend') =>
    database.db
      .insertInto('dependents_policy')
      .values({ id: 1, mode, version: 1, changed_by: null, changed_at: null })
      .onConflict((c) => c.column('id').doUpdateSet({ mode }))
      .execute()

  it('puts back what rests on it once a wrong text is withdrawn', async () => {
    await change(2022, '一百米', '夜间')
    expect(await searched()).toEqual([])
    await undo(2022)
    expect(await searched()).toEqual(['离电线多远', '能放风筝吗'].sort())
    expect(await flags('open')).toEqual([])
    expect((await flags('kept')).map(([, , , by]) => by)).toEqual([null, null])
    const { revision } = await database.db
      .selectFrom('knowledge_state')
      .select('revision')
      .executeTakeFirstOrThrow()
    const latest = await database.db
      .selectFrom('passages')
      .select(({ fn }) => fn.max('published_revision').as('revision'))
      .executeTakeFirstOrThrow()
    expect(latest.revision).toBe(revision)
  })

  it('looks then at the other articles, which changed while it was out of use', async () => {
    await change(2023, '一百米', '夜间')
    await change(2024, '五十米', '日落后')
    expect(await searched()).toEqual(['离电线多远'])
    expect(await flags('open')).toEqual([['能放风筝吗', 3, 1, null]])
    await undo(2024)
    await undo(2023)
    expect(await searched()).toHaveLength(2)
    expect(await flags('open')).toEqual([])
  })

  it('takes out of use what was only listed, where the policy has become stricter', async () => {
    await setPolicy('flag')
    await change(2021, '七十米', '夜间')
    expect(await searched()).toHaveLength(2)
    await setPolicy('suspend')
    at = new Date('2024-03-02T04:00:00Z')
    await publishNewDay(database.db, at)
    expect(await searched()).toHaveLength(2)
    await change(2020, '九十米', '夜间')
    expect(await searched()).toHaveLength(2)
    await publishText(
      database.db,
      '风筝法(2024-02-01).md',
      kiteLaw('八十米', '夜间', '　2024年2月1日修订　自2024年2月1日起施行'),
      now,
    )
    expect(await searched()).toEqual([])
    expect((await flags('open')).map(([, number, suspended]) => [number, suspended])).toEqual([
      [2, 1],
      [2, 1],
    ])
  })
})
