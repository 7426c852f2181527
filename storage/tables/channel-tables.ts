import type { Generated } from 'kysely'

export interface ChannelTables {
  channel_peers: ChannelPeersTable
  channel_inbox: ChannelInboxTable
  channel_bindings: ChannelBindingsTable
  channel_values: ChannelValuesTable
  deliveries: DeliveriesTable
}

/** A citizen as a platform knows them. */
interface ChannelPeersTable {
  id: string
  channel: string
  /** HMAC of channel and the platform's id under the data key, hex. */
  peer_hash: string
  /** The platform's id, encrypted. */
  peer_encrypted: string
  conversation_id: string
  /** What the platform wants to see again with an answer; encrypted. */
  reply_to_encrypted: string | null
  /** So many messages the platform lets through until then; both null: no limit. */
  allowance: number | null
  allowance_until: string | null
  /** Until then a response may carry what waits: nothing of it is sent. */
  response_until: string | null
  created_at: string
}

/** What platforms brought, stored before it is acknowledged. */
interface ChannelInboxTable {
  id: Generated<number>
  peer_id: string
  /** The platform's own: the same id twice is one message. */
  message_id: string
  /** JSON InboundContent, encrypted; null once it is done. */
  content_encrypted: string | null
  received_at: string
  done_at: string | null
}

/** What of another conversation a citizen hears too, having shown its ticket's query code. */
interface ChannelBindingsTable {
  conversation_id: string
  peer_id: string
  created_at: string
}

/** What all processes share of a platform: access tokens, positions in its queues. */
interface ChannelValuesTable {
  channel: string
  name: string
  value_encrypted: string
  /** null: it does not expire. */
  expires_at: string | null
}

/** Every message to a citizen over a platform: never deleted, its text erased after a time. */
interface DeliveriesTable {
  id: Generated<number>
  peer_id: string
  /** What says it: `turn:` and the message it answers, `event:` and its seq, `inbox:` and its row. */
  cause: string
  /** From 0: one cause may take several messages. */
  part: number
  text_encrypted: string
  /** JSON, answers to press; null: none. */
  choices: string | null
  /** `held`: the platform lets nothing through until the citizen writes again. `passive`: given in a response. */
  status: 'queued' | 'sent' | 'passive' | 'delivered' | 'held' | 'failed'
  attempts: Generated<number>
  next_attempt_at: string
  /** Until then one process is sending it. */
  claimed_until: string | null
  /** Of the platform, at the last try. */
  code: string | null
  reason: string | null
  /** By which the platform knows it. */
  platform_id: string | null
  /** When a citizen who cannot be written to was told that something waits. */
  notified_at: string | null
  created_at: string
  settled_at: string | null
  /** When its text was. */
  erased_at: string | null
}
