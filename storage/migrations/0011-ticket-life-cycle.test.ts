import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../test-database.js'
import { ticketLifeCycle } from './0011-ticket-life-cycle.js'

const ADDED = [
  'contact_encrypted office_id assignee_id assignee_name taken_at first_responded_at answered_at',
  'first_response_due_at resolution_due_at due_at next_alarm_at merged_into call_back_due_at',
  'channel level alarms work_key version reopened_count satisfied',
].flatMap((line) => line.split(' '))

describe.each(testDatabases())('the migration to the life cycle of tickets on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.drop())

  /** As version 0.3 left them. */
  async function goBack() {
    const { db } = database
    for (const index of ['work', 'office', 'assignee', 'alarm', 'due', 'call_back', 'merged']) {
      await db.schema.dropIndex(`tickets_${index}`).execute()
    }
    for (const column of ADDED) await db.schema.alterTable('tickets').dropColumn(column).execute()
    await db.schema.alterTable('ticket_events').dropColumn('actor_kind').execute()
    await db.schema.alterTable('ticket_events').dropColumn('actor_id').execute()
    await db.schema.alterTable('ticket_events').renameColumn('actor_name', 'actor').execute()
  }

  it('keeps tickets and their history, in the order of work', async () => {
    const { db } = database
    await goBack()
    await sql`insert into conversations (id, channel, secret_hash, created_at) values ('c', 'web', 'x', '')`.execute(
      db,
    )
    for (const [id, status, urgency] of [
      ['t1', 'closed', 'normal'],
      ['t2', 'answered', 'normal'],
      ['t3', 'waiting', 'normal'],
      ['t4', 'waiting', 'urgent'],
    ] as const) {
      await sql`
        insert into messages values (${`m${id}`}, 'c', ${id}, 'x', 'x', '{}', '')
      `.execute(db)
      await sql`
        insert into tickets
          (id, number, query_code_hash, conversation_id, message_id, reason, status, urgency, matter, summary_masked, created_at)
        values
          (${id}, ${id}, 'x', 'c', ${`m${id}`}, 'on_request', ${status}, ${urgency}, 'labour', '欠薪', '2026-11-20T01:00:00.000Z')
      `.execute(db)
      const kinds = ['opened', ...(status === 'answered' ? ['replied', 'replied'] : [])]
      for (const [i, kind] of kinds.entries()) {
        await sql`
          insert into ticket_events (ticket_id, kind, actor, payload_encrypted, created_at)
          values (${id}, ${kind}, ${kind === 'opened' ? 'bot' : '王芳'}, 'sealed', ${`2026-11-2${i}T02:00:00.000Z`})
        `.execute(db)
      }
    }

    await ticketLifeCycle.up(db)

    const rows = await db.selectFrom('tickets').selectAll().orderBy('work_key').execute()
    expect(rows.map(({ id, version, channel, level }) => [id, version, channel, level])).toEqual([
      ['t4', 1, 'web', 'province'],
      ['t3', 1, 'web', 'province'],
      ['t2', 3, 'web', 'province'],
      ['t1', 1, 'web', 'province'],
    ])
    expect(rows[2]).toMatchObject({
      first_responded_at: '2026-11-21T02:00:00.000Z',
      answered_at: '2026-11-22T02:00:00.000Z',
      alarms: '[]',
      reopened_count: 0,
    })
    const events = await db
      .selectFrom('ticket_events')
      .select(['actor_kind', 'actor_id', 'actor_name', 'payload_encrypted'])
      .where('ticket_id', '=', 't2')
      .orderBy('seq')
      .execute()
    expect(events).toMatchObject([
      { actor_kind: 'bot', actor_name: 'bot', payload_encrypted: 'sealed' },
      { actor_kind: 'staff', actor_name: '王芳' },
      { actor_kind: 'staff', actor_name: '王芳' },
    ])
  })
})
