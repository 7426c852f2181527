import type { Migration } from 'kysely'

/** The exchange with the department's work platform: what goes out, what came in, and how both sides compared. */
export function exchange(engine: 'sqlite' | 'postgres'): Migration {
  const seqType = engine === 'postgres' ? 'bigserial' : 'integer'
  return {
    async up({ schema }) {
      await schema
        .createTable('exchange_destinations')
        .addColumn('name', 'text', (c) => c.primaryKey())
        .addColumn('claim', 'text')
        .addColumn('claimed_until', 'text')
        .addColumn('failures', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('next_attempt_at', 'text')
        .addColumn('delivered_at', 'text')
        .execute()

      await schema
        .createTable('exchange_outbox')
        .addColumn('id', seqType, (c) => c.primaryKey())
        .addColumn('destination', 'text', (c) => c.notNull())
        .addColumn('message_id', 'text', (c) => c.notNull().unique())
        .addColumn('ticket_id', 'text', (c) => c.notNull().references('tickets.id'))
        .addColumn('ticket_number', 'text', (c) => c.notNull())
        .addColumn('ticket_seq', 'integer', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('payload_encrypted', 'text', (c) => c.notNull())
        .addColumn('status', 'text', (c) => c.notNull())
        .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('first_attempt_at', 'text')
        .addColumn('last_attempt_at', 'text')
        .addColumn('next_attempt_at', 'text')
        .addColumn('last_error', 'text')
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addColumn('delivered_at', 'text')
        .addUniqueConstraint('exchange_outbox_order', ['ticket_id', 'destination', 'ticket_seq'])
        .execute()
      await schema
        .createIndex('exchange_outbox_status')
        .on('exchange_outbox')
        .columns(['destination', 'status', 'id'])
        .execute()

      await schema
        .createTable('exchange_inbound')
        .addColumn('ticket_id', 'text', (c) => c.primaryKey().references('tickets.id'))
        .addColumn('next_seq', 'integer', (c) => c.notNull())
        .execute()

      await schema
        .createTable('exchange_callbacks')
        .addColumn('message_id', 'text', (c) => c.primaryKey())
        .addColumn('ticket_id', 'text', (c) => c.references('tickets.id'))
        .addColumn('ticket_number', 'text', (c) => c.notNull())
        .addColumn('ticket_seq', 'integer', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('payload_encrypted', 'text', (c) => c.notNull())
        .addColumn('body_hash', 'text', (c) => c.notNull())
        .addColumn('result', 'text', (c) => c.notNull())
        .addColumn('detail', 'text')
        .addColumn('received_at', 'text', (c) => c.notNull())
        .addColumn('settled_at', 'text')
        .execute()
      await schema
        .createIndex('exchange_callbacks_ticket')
        .on('exchange_callbacks')
        .columns(['ticket_id', 'ticket_seq'])
        .execute()
      await schema
        .createIndex('exchange_callbacks_result')
        .on('exchange_callbacks')
        .columns(['result', 'received_at'])
        .execute()

      await schema
        .createTable('exchange_reconciliations')
        .addColumn('id', seqType, (c) => c.primaryKey())
        .addColumn('started_at', 'text', (c) => c.notNull())
        .addColumn('ended_at', 'text', (c) => c.notNull())
        .addColumn('trigger', 'text', (c) => c.notNull())
        .addColumn('compared', 'integer', (c) => c.notNull())
        .addColumn('differences', 'text', (c) => c.notNull())
        .addColumn('error', 'text')
        .execute()
    },
  }
}
