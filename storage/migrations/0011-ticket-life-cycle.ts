import { type Migration, sql } from 'kysely'

/**
 * A ticket goes through offices and hands: what its events say stands in its row. Earlier tickets have no office, which
 * is the queue of the province, and no deadlines; they keep their place in the order of work.
 */
export const ticketLifeCycle: Migration = {
  async up(db) {
    const { schema } = db
    await schema.alterTable('ticket_events').renameColumn('actor', 'actor_name').execute()
    await schema
      .alterTable('ticket_events')
      .addColumn('actor_kind', 'text', (c) => c.notNull().defaultTo('staff'))
      .execute()
    await schema.alterTable('ticket_events').addColumn('actor_id', 'text').execute()
    await sql`update ticket_events set actor_kind = 'bot' where actor_name = 'bot'`.execute(db)

    const texts = [
      'contact_encrypted',
      'office_id',
      'assignee_id',
      'assignee_name',
      'taken_at',
      'first_responded_at',
      'answered_at',
      'first_response_due_at',
      'resolution_due_at',
      'due_at',
      'next_alarm_at',
      'merged_into',
      'call_back_due_at',
    ]
    for (const column of texts) await schema.alterTable('tickets').addColumn(column, 'text').execute()
    for (const [column, value] of [
      ['channel', ''],
      ['level', 'province'],
      ['alarms', '[]'],
      ['work_key', ''],
    ] as const) {
      await schema
        .alterTable('tickets')
        .addColumn(column, 'text', (c) => c.notNull().defaultTo(value))
        .execute()
    }
    for (const [column, value] of [
      ['version', 1],
      ['reopened_count', 0],
    ] as const) {
      await schema
        .alterTable('tickets')
        .addColumn(column, 'integer', (c) => c.notNull().defaultTo(value))
        .execute()
    }
    await schema.alterTable('tickets').addColumn('satisfied', 'integer').execute()

    const replied = (which: 'min' | 'max') => sql`(
      select ${sql.raw(which)}(created_at) from ticket_events e where e.ticket_id = tickets.id and e.kind = 'replied'
    )`
    await sql`
      update tickets set
        version = (select count(*) from ticket_events e where e.ticket_id = tickets.id),
        channel = (select channel from conversations c where c.id = tickets.conversation_id),
        first_responded_at = ${replied('min')},
        answered_at = ${replied('max')},
        work_key =
          case status when 'waiting' then '0' when 'answered' then '2' else '3' end
          || case urgency when 'urgent' then '0' else '1' end
          || created_at || number
    `.execute(db)

    await schema.createIndex('tickets_work').on('tickets').columns(['work_key']).execute()
    await schema.createIndex('tickets_office').on('tickets').columns(['office_id', 'work_key']).execute()
    await schema.createIndex('tickets_assignee').on('tickets').columns(['assignee_id', 'work_key']).execute()
    await schema.createIndex('tickets_alarm').on('tickets').columns(['next_alarm_at']).execute()
    await schema.createIndex('tickets_due').on('tickets').columns(['due_at']).execute()
    await schema.createIndex('tickets_call_back').on('tickets').columns(['call_back_due_at']).execute()
    await schema.createIndex('tickets_merged').on('tickets').columns(['merged_into']).execute()
  },
}
