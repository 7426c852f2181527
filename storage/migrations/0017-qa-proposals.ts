import type { Migration } from 'kysely'

/** Questions with answers that staff want in the knowledge base, on their way there. */
export const qaProposals: Migration = {
  async up(db) {
    await db.schema
      .createTable('qa_proposals')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('status', 'text', (c) => c.notNull())
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('ticket_number', 'text', (c) => c.unique())
      .addColumn('office_id', 'text')
      .addColumn('question', 'text', (c) => c.notNull())
      .addColumn('answer', 'text', (c) => c.notNull())
      .addColumn('matter', 'text', (c) => c.notNull())
      .addColumn('region_code', 'text')
      .addColumn('citations', 'text', (c) => c.notNull())
      .addColumn('author_id', 'text', (c) => c.notNull().references('staff.id'))
      .addColumn('author_name', 'text', (c) => c.notNull())
      .addColumn('editor_id', 'text')
      .addColumn('editor_name', 'text')
      .addColumn('submitted_at', 'text', (c) => c.notNull())
      .addColumn('decider_name', 'text')
      .addColumn('decided_at', 'text')
      .addColumn('reason', 'text')
      .addColumn('answer_version_id', 'text')
      .execute()
    await db.schema
      .createIndex('qa_proposals_status')
      .on('qa_proposals')
      .columns(['status', 'submitted_at'])
      .execute()
  },
}
