import type { Migration } from 'kysely'

/** What the desk needs beside tickets: conversations that staff hold, views that they saved, quality samples. */
export function live(engine: 'sqlite' | 'postgres'): Migration {
  const seqType = engine === 'postgres' ? 'bigserial' : 'integer'
  return {
    async up({ schema }) {
      await schema
        .createTable('live_takeovers')
        .addColumn('conversation_id', 'text', (c) => c.primaryKey().references('conversations.id'))
        .addColumn('staff_id', 'text', (c) => c.notNull())
        .addColumn('staff_name', 'text', (c) => c.notNull())
        .addColumn('taken_at', 'text', (c) => c.notNull())
        .addColumn('ends_at', 'text', (c) => c.notNull())
        .execute()
      await schema.createIndex('live_takeovers_end').on('live_takeovers').column('ends_at').execute()

      await schema
        .createTable('live_events')
        .addColumn('seq', seqType, (c) => c.primaryKey())
        .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id'))
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('staff_id', 'text')
        .addColumn('staff_name', 'text')
        .addColumn('client_message_id', 'text')
        .addColumn('text_encrypted', 'text')
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addUniqueConstraint('live_events_once', ['conversation_id', 'client_message_id'])
        .execute()
      await schema
        .createIndex('live_events_conversation')
        .on('live_events')
        .columns(['conversation_id', 'seq'])
        .execute()

      await schema
        .createTable('desk_views')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('staff_id', 'text', (c) => c.notNull().references('staff.id'))
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('query', 'text', (c) => c.notNull())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addUniqueConstraint('desk_views_name', ['staff_id', 'name'])
        .execute()

      await schema
        .createTable('quality_samples')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('ticket_id', 'text', (c) => c.notNull().references('tickets.id'))
        .addColumn('office_id', 'text')
        .addColumn('week', 'text', (c) => c.notNull())
        .addColumn('drawn_at', 'text', (c) => c.notNull())
        .addColumn('marks', 'text')
        .addColumn('note_encrypted', 'text')
        .addColumn('reviewer_id', 'text')
        .addColumn('reviewer_name', 'text')
        .addColumn('reviewed_at', 'text')
        .addUniqueConstraint('quality_samples_once', ['ticket_id', 'week'])
        .execute()
      await schema
        .createIndex('quality_samples_week')
        .on('quality_samples')
        .columns(['week', 'office_id'])
        .execute()

      // What was said of late is found without reading what was said for years.
      await schema.createIndex('messages_created').on('messages').column('created_at').execute()
      await schema.createIndex('turns_created').on('turns').column('created_at').execute()
    },
  }
}
