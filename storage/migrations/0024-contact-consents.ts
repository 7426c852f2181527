import type { Migration } from 'kysely'

/** That citizens agreed to be called under a number, and to which notice. */
export const contactConsents: Migration = {
  async up({ schema }) {
    await schema
      .createTable('contact_consents')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('ticket_id', 'text', (c) => c.notNull().references('tickets.id'))
      .addColumn('notice_version', 'text', (c) => c.notNull())
      .addColumn('by_guardian', 'integer', (c) => c.notNull())
      .addColumn('given_at', 'text', (c) => c.notNull())
      .addColumn('withdrawn_at', 'text')
      .execute()
    await schema.createIndex('contact_consents_ticket').on('contact_consents').column('ticket_id').execute()
  },
}
