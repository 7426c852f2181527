import { type Migration, sql } from 'kysely'

/** For what is looked for again and again among all messages that were ever sent. */
export const deliveryIndexes: Migration = {
  async up({ schema }) {
    await schema
      .createIndex('deliveries_in_response')
      .on('deliveries')
      .columns(['claimed_until'])
      .where(sql<boolean>`status = 'passive' and settled_at is null`)
      .execute()
    await schema
      .createIndex('deliveries_to_notify')
      .on('deliveries')
      .columns(['peer_id'])
      .where(sql<boolean>`status = 'held' and notified_at is null`)
      .execute()
    await schema
      .createIndex('deliveries_undelivered')
      .on('deliveries')
      .columns(['created_at'])
      .where(sql<boolean>`status in ('held', 'failed')`)
      .execute()
    await schema.createIndex('deliveries_cause').on('deliveries').columns(['cause']).execute()
  },
}
