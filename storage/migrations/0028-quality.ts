import type { Migration } from 'kysely'

/** Questions with the articles that decide them, gaps that staff work at, and Q&A that only look alike. */
export const quality: Migration = {
  async up({ schema }) {
    await schema
      .createTable('eval_cases')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('question', 'text', (c) => c.notNull())
      .addColumn('as_of', 'text')
      .addColumn('region_code', 'text')
      .addColumn('expected', 'text', (c) => c.notNull())
      .addColumn('note', 'text', (c) => c.notNull())
      .addColumn('author_id', 'text', (c) => c.notNull())
      .addColumn('author_name', 'text', (c) => c.notNull())
      .addColumn('created_at', 'text', (c) => c.notNull())
      .addColumn('last_run', 'text')
      .execute()
    await schema.createIndex('eval_cases_created').on('eval_cases').columns(['created_at', 'id']).execute()
    await schema
      .createTable('gaps')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('question', 'text', (c) => c.notNull())
      .addColumn('draft_id', 'text', (c) => c.references('drafts.id'))
      .addColumn('opened_by', 'text', (c) => c.notNull())
      .addColumn('opened_at', 'text', (c) => c.notNull())
      .addColumn('closed_by', 'text')
      .addColumn('closed_at', 'text')
      .addColumn('note', 'text')
      .execute()
    await schema
      .createTable('qa_apart')
      .addColumn('version_id', 'text', (c) => c.notNull())
      .addColumn('other_version_id', 'text', (c) => c.notNull())
      .addColumn('said_by', 'text', (c) => c.notNull())
      .addColumn('said_at', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('qa_apart_key', ['version_id', 'other_version_id'])
      .execute()
  },
}
