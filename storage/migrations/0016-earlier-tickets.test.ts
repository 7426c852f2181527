import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../test-database.js'
import { earlierTickets } from './0016-earlier-tickets.js'

describe.each(testDatabases())('the migration of tickets from before the life cycle on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.drop())

  it('puts ended ones in the order of their end, and those that were answered in the hands of who did', async () => {
    const { db, engine } = database
    await sql`insert into conversations (id, channel, secret_hash, created_at) values ('c', 'web', 'x', '')`.execute(
      db,
    )
    for (const [id, status, kinds, closedAt, key] of [
      ['t1', 'closed', ['opened', 'closed'], '2026-11-20T06:00:00.007Z', '31'],
      ['t2', 'closed', ['opened', 'replied', 'closed'], '2026-11-20T07:00:00.000Z', '31'],
      ['t3', 'answered', ['opened', 'replied', 'replied'], null, '21'],
      ['t4', 'waiting', ['opened'], null, '01'],
      // Of the life cycle, released after an answer and a reopening.
      ['t5', 'waiting', ['opened', 'replied', 'reopened'], null, '01'],
    ] as const) {
      const createdAt = '2026-11-20T01:00:00.000Z'
      await sql`insert into messages values (${`m${id}`}, 'c', ${id}, 'x', 'x', '{}', '')`.execute(db)
      const respondedAt = (kinds as readonly string[]).includes('replied') ? '2026-11-21T02:00:00.000Z' : null
      await sql`
        insert into tickets
          (id, number, query_code_hash, conversation_id, message_id, reason, status, urgency, matter, summary_masked,
           created_at, closed_at, first_responded_at, work_key)
        values
          (${id}, ${id}, 'x', 'c', ${`m${id}`}, 'on_request', ${status}, 'normal', 'labour', '欠薪',
           ${createdAt}, ${closedAt}, ${respondedAt}, ${key + createdAt + id})
      `.execute(db)
      for (const [i, kind] of kinds.entries()) {
        await sql`
          insert into ticket_events (ticket_id, kind, actor_name, payload_encrypted, created_at)
          values (${id}, ${kind}, ${`甲${i}`}, 'sealed', ${`2026-11-2${i}T02:00:00.000Z`})
        `.execute(db)
      }
    }

    await earlierTickets(engine).up(db)

    const rows = await db
      .selectFrom('tickets')
      .select(['id', 'work_key', 'assignee_name', 'taken_at'])
      .orderBy('work_key')
      .execute()
    const key = (iso: string, id: string) => `3${9_999_999_999_999 - Date.parse(iso)}${id}`
    const answered = { assignee_name: '甲1', taken_at: '2026-11-21T02:00:00.000Z' }
    expect(rows).toMatchObject([
      { id: 't4', assignee_name: null },
      { id: 't5', assignee_name: null, work_key: '012026-11-20T01:00:00.000Zt5' },
      { id: 't3', ...answered, work_key: '212026-11-20T01:00:00.000Zt3' },
      { id: 't2', ...answered, work_key: key('2026-11-20T07:00:00.000Z', 't2') },
      { id: 't1', assignee_name: null, work_key: key('2026-11-20T06:00:00.007Z', 't1') },
    ])
  })
})
