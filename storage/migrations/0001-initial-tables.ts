import { type Kysely, type Migration, sql } from 'kysely'

export function initialTables(engine: 'sqlite' | 'postgres'): Migration {
  const seqType = engine === 'postgres' ? 'bigserial' : 'integer'
  return {
    async up(db: Kysely<unknown>) {
      const { schema } = db
      await schema
        .createTable('knowledge_state')
        .addColumn('id', 'integer', (c) => c.primaryKey())
        .addColumn('revision', 'integer', (c) => c.notNull())
        .execute()
      await sql`insert into knowledge_state (id, revision) values (1, 0)`.execute(db)

      await schema
        .createTable('sources')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('title', 'text', (c) => c.notNull())
        .addColumn('short_title', 'text', (c) => c.notNull())
        .addColumn('region_code', 'text')
        .execute()
      await schema.createIndex('sources_short_title').on('sources').column('short_title').execute()

      await schema
        .createTable('source_versions')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('source_id', 'text', (c) => c.notNull().references('sources.id'))
        .addColumn('version_date', 'text')
        .addColumn('effective_from', 'text')
        .addColumn('effective_to', 'text')
        .addColumn('status', 'text', (c) => c.notNull())
        .addColumn('issuing_body', 'text')
        .addColumn('file', 'text', (c) => c.notNull())
        .addColumn('details', 'text', (c) => c.notNull())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .execute()
      await schema.createIndex('source_versions_source').on('source_versions').column('source_id').execute()
      await schema.createIndex('source_versions_file').on('source_versions').column('file').execute()

      await schema
        .createTable('passages')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('version_id', 'text', (c) => c.notNull().references('source_versions.id'))
        .addColumn('ordinal', 'integer', (c) => c.notNull())
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('title', 'text', (c) => c.notNull())
        .addColumn('article', 'text')
        .addColumn('article_number', 'integer')
        .addColumn('article_suffix', 'integer')
        .addColumn('heading_path', 'text', (c) => c.notNull())
        .addColumn('text', 'text', (c) => c.notNull())
        .addColumn('asks', 'text', (c) => c.notNull())
        .addColumn('matter', 'text')
        .addColumn('service_lines', 'text', (c) => c.notNull())
        .addColumn('published_revision', 'integer')
        .addColumn('withdrawn_revision', 'integer')
        .execute()
      await schema.createIndex('passages_version').on('passages').columns(['version_id', 'ordinal']).execute()
      await schema
        .createIndex('passages_article')
        .on('passages')
        .columns(['title', 'article_number'])
        .execute()
      await schema.createIndex('passages_published').on('passages').column('published_revision').execute()
      await schema.createIndex('passages_withdrawn').on('passages').column('withdrawn_revision').execute()

      await schema
        .createTable('ingested_files')
        .addColumn('file', 'text', (c) => c.primaryKey())
        .addColumn('content_hash', 'text', (c) => c.notNull())
        .addColumn('settings', 'text', (c) => c.notNull())
        .addColumn('problems', 'text', (c) => c.notNull())
        .execute()

      await schema
        .createTable('offices')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('level', 'text', (c) => c.notNull())
        .addColumn('region_code', 'text', (c) => c.notNull())
        .addColumn('parent_id', 'text')
        .addColumn('address', 'text', (c) => c.notNull())
        .addColumn('phone', 'text', (c) => c.notNull())
        .addColumn('hours', 'text', (c) => c.notNull())
        .addColumn('service_lines', 'text', (c) => c.notNull())
        .addColumn('longitude', 'double precision')
        .addColumn('latitude', 'double precision')
        .execute()
      await schema.createIndex('offices_region').on('offices').column('region_code').execute()

      await schema
        .createTable('conversations')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('channel', 'text', (c) => c.notNull())
        .addColumn('secret_hash', 'text', (c) => c.notNull())
        .addColumn('region_code', 'text')
        .addColumn('created_at', 'text', (c) => c.notNull())
        .execute()

      await schema
        .createTable('messages')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id'))
        .addColumn('client_message_id', 'text', (c) => c.notNull())
        .addColumn('text_encrypted', 'text', (c) => c.notNull())
        .addColumn('text_masked', 'text', (c) => c.notNull())
        .addColumn('input', 'text', (c) => c.notNull())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addUniqueConstraint('messages_once', ['conversation_id', 'client_message_id'])
        .execute()

      await schema
        .createTable('pending_messages')
        .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id'))
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('message_id', 'text', (c) => c.notNull())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('pending_messages_one', ['conversation_id', 'kind'])
        .execute()

      await schema
        .createTable('turns')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id'))
        .addColumn('message_id', 'text', (c) => c.notNull().references('messages.id').unique())
        .addColumn('outcome', 'text', (c) => c.notNull())
        .addColumn('answer_encrypted', 'text', (c) => c.notNull())
        .addColumn('trace', 'text', (c) => c.notNull())
        .addColumn('ticket_id', 'text')
        .addColumn('rating', 'text')
        .addColumn('rating_comment', 'text')
        .addColumn('created_at', 'text', (c) => c.notNull())
        .execute()
      await schema
        .createIndex('turns_conversation')
        .on('turns')
        .columns(['conversation_id', 'created_at'])
        .execute()

      await schema
        .createTable('conversation_events')
        .addColumn('seq', seqType, (c) => c.primaryKey())
        .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id'))
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('payload_encrypted', 'text', (c) => c.notNull())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .execute()
      await schema
        .createIndex('conversation_events_conversation')
        .on('conversation_events')
        .columns(['conversation_id', 'seq'])
        .execute()

      await schema
        .createTable('tickets')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('number', 'text', (c) => c.notNull().unique())
        .addColumn('query_code_hash', 'text', (c) => c.notNull())
        .addColumn('wrong_code_count', 'integer', (c) => c.notNull())
        .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id'))
        .addColumn('message_id', 'text', (c) => c.notNull().references('messages.id').unique())
        .addColumn('reason', 'text', (c) => c.notNull())
        .addColumn('status', 'text', (c) => c.notNull())
        .addColumn('urgency', 'text', (c) => c.notNull())
        .addColumn('matter', 'text', (c) => c.notNull())
        .addColumn('service_line', 'text')
        .addColumn('region_code', 'text')
        .addColumn('summary_masked', 'text', (c) => c.notNull())
        .addColumn('transcript_encrypted', 'text', (c) => c.notNull())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addColumn('closed_at', 'text')
        .execute()
      await schema.createIndex('tickets_conversation').on('tickets').column('conversation_id').execute()
      await schema.createIndex('tickets_status').on('tickets').columns(['status', 'created_at']).execute()

      await schema
        .createTable('ticket_events')
        .addColumn('seq', seqType, (c) => c.primaryKey())
        .addColumn('ticket_id', 'text', (c) => c.notNull().references('tickets.id'))
        .addColumn('kind', 'text', (c) => c.notNull())
        .addColumn('actor', 'text', (c) => c.notNull())
        .addColumn('payload_encrypted', 'text', (c) => c.notNull())
        .addColumn('created_at', 'text', (c) => c.notNull())
        .execute()
      await schema
        .createIndex('ticket_events_ticket')
        .on('ticket_events')
        .columns(['ticket_id', 'seq'])
        .execute()
    },
  }
}
