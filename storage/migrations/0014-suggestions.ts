import type { Migration } from 'kysely'

/** Calls at the hotline, what was suggested in each and what staff did with it; tickets are met by their caller's number. */
export const suggestions: Migration = {
  async up(db) {
    const { schema } = db
    await schema
      .createTable('hotline_calls')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
      .addColumn('office_id', 'text')
      .addColumn('caller_hash', 'text')
      .addColumn('matter', 'text')
      .addColumn('started_at', 'text', (c) => c.notNull())
      .addColumn('ended_at', 'text')
      .addColumn('conversation_id', 'text')
      .addColumn('ticket_id', 'text')
      .execute()
    await schema
      .createIndex('hotline_calls_caller')
      .on('hotline_calls')
      .columns(['caller_hash', 'started_at'])
      .execute()
    await schema.createIndex('hotline_calls_started').on('hotline_calls').column('started_at').execute()

    await schema
      .createTable('suggestions')
      .addColumn('call_id', 'text', (c) => c.notNull().references('hotline_calls.id'))
      .addColumn('key', 'text', (c) => c.notNull())
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('list', 'integer', (c) => c.notNull())
      .addColumn('digit', 'integer', (c) => c.notNull())
      .addColumn('text', 'text', (c) => c.notNull())
      .addColumn('probability', 'double precision', (c) => c.notNull())
      .addColumn('matter', 'text', (c) => c.notNull())
      .addColumn('took_ms', 'double precision', (c) => c.notNull())
      .addColumn('shown_at', 'text', (c) => c.notNull())
      .addColumn('choice', 'text')
      .addColumn('distance', 'integer')
      .addColumn('chosen_at', 'text')
      .addPrimaryKeyConstraint('suggestions_key', ['call_id', 'key'])
      .execute()

    await schema.alterTable('tickets').addColumn('contact_hash', 'text').execute()
    await schema
      .createIndex('tickets_contact')
      .on('tickets')
      .columns(['contact_hash', 'created_at'])
      .execute()
  },
}
