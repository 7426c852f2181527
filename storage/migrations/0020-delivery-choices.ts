import type { Migration } from 'kysely'

/** Answers to press below a message. */
export const deliveryChoices: Migration = {
  async up({ schema }) {
    await schema.alterTable('deliveries').addColumn('choices', 'text').execute()
  },
}
