import type { Migration } from 'kysely'

/** What was said before a ticket is read from its conversation: a copy in the ticket said the same. */
export const derivedTranscripts: Migration = {
  async up(db) {
    await db.schema.alterTable('tickets').dropColumn('transcript_encrypted').execute()
  },
}
