import { type Migration, sql } from 'kysely'

/** When texts were erased, and what finds those that are due. */
export const erasure: Migration = {
  async up({ schema }) {
    for (const table of [
      'conversations',
      'deliveries',
      'exchange_outbox',
      'exchange_callbacks',
      'hotline_calls',
    ])
      await schema.alterTable(table).addColumn('erased_at', 'text').execute()
    await schema
      .createIndex('hotline_calls_conversation')
      .on('hotline_calls')
      .column('conversation_id')
      .execute()
    const due = [
      ['conversations', 'created_at'],
      ['deliveries', 'created_at'],
      ['exchange_outbox', 'created_at'],
      ['exchange_callbacks', 'received_at'],
      ['hotline_calls', 'started_at'],
    ] as const
    for (const [table, column] of due) {
      await schema
        .createIndex(`${table}_to_erase`)
        .on(table)
        .column(column)
        .where(sql.ref('erased_at'), 'is', null)
        .execute()
    }
  },
}
