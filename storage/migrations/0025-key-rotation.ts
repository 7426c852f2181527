import type { Migration } from 'kysely'

/** Earlier data keys, and whether a change of the key is under way. */
export const keyRotation: Migration = {
  async up({ schema }) {
    await schema.alterTable('data_key').addColumn('earlier_encrypted', 'text').execute()
    await schema.alterTable('data_key').addColumn('rotating_to', 'text').execute()
  },
}
