import { type Migration, sql } from 'kysely'

/** Messaging platforms: who writes there, what came in, and what is to go out. */
export function channels(engine: 'sqlite' | 'postgres'): Migration {
  const seqType = engine === 'postgres' ? 'bigserial' : 'integer'
  return {
    async up({ schema }) {
      await schema
        .createTable('channel_peers')
        .addColumn('id', 'text', (c) => c.primaryKey())
        .addColumn('channel', 'text', (c) => c.notNull())
        .addColumn('peer_hash', 'text', (c) => c.notNull())
        .addColumn('peer_encrypted', 'text', (c) => c.notNull())
        .addColumn('conversation_id', 'text', (c) => c.notNull().unique().references('conversations.id'))
        .addColumn('reply_to_encrypted', 'text')
        .addColumn('allowance', 'integer')
        .addColumn('allowance_until', 'text')
        .addColumn('response_until', 'text')
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addUniqueConstraint('channel_peers_peer', ['channel', 'peer_hash'])
        .execute()

      await schema
        .createTable('channel_inbox')
        .addColumn('id', seqType, (c) => c.primaryKey())
        .addColumn('peer_id', 'text', (c) => c.notNull().references('channel_peers.id'))
        .addColumn('message_id', 'text', (c) => c.notNull())
        .addColumn('content_encrypted', 'text')
        .addColumn('received_at', 'text', (c) => c.notNull())
        .addColumn('done_at', 'text')
        .addUniqueConstraint('channel_inbox_message', ['peer_id', 'message_id'])
        .execute()
      await schema
        .createIndex('channel_inbox_waiting')
        .on('channel_inbox')
        .columns(['id'])
        .where(sql.ref('done_at'), 'is', null)
        .execute()

      await schema
        .createTable('channel_bindings')
        .addColumn('conversation_id', 'text', (c) => c.notNull().references('conversations.id'))
        .addColumn('peer_id', 'text', (c) => c.notNull().references('channel_peers.id'))
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addPrimaryKeyConstraint('channel_bindings_key', ['conversation_id', 'peer_id'])
        .execute()

      await schema
        .createTable('channel_values')
        .addColumn('channel', 'text', (c) => c.notNull())
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('value_encrypted', 'text', (c) => c.notNull())
        .addColumn('expires_at', 'text')
        .addPrimaryKeyConstraint('channel_values_key', ['channel', 'name'])
        .execute()

      await schema
        .createTable('deliveries')
        .addColumn('id', seqType, (c) => c.primaryKey())
        .addColumn('peer_id', 'text', (c) => c.notNull().references('channel_peers.id'))
        .addColumn('cause', 'text', (c) => c.notNull())
        .addColumn('part', 'integer', (c) => c.notNull())
        .addColumn('text_encrypted', 'text', (c) => c.notNull())
        .addColumn('status', 'text', (c) => c.notNull())
        .addColumn('attempts', 'integer', (c) => c.notNull().defaultTo(0))
        .addColumn('next_attempt_at', 'text', (c) => c.notNull())
        .addColumn('claimed_until', 'text')
        .addColumn('code', 'text')
        .addColumn('reason', 'text')
        .addColumn('platform_id', 'text')
        .addColumn('notified_at', 'text')
        .addColumn('created_at', 'text', (c) => c.notNull())
        .addColumn('settled_at', 'text')
        .addUniqueConstraint('deliveries_part', ['peer_id', 'cause', 'part'])
        .execute()
      await schema
        .createIndex('deliveries_due')
        .on('deliveries')
        .columns(['next_attempt_at'])
        .where(sql.ref('status'), '=', 'queued')
        .execute()
      await schema
        .createIndex('deliveries_open')
        .on('deliveries')
        .columns(['peer_id', 'id'])
        .where(sql<boolean>`status in ('queued', 'held')`)
        .execute()
      await schema.createIndex('deliveries_platform').on('deliveries').columns(['platform_id']).execute()
    },
  }
}
