import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import type { Channel, InboundContent, InboundMessage } from '../channel.js'
import type { MessagingDeps } from './messaging-deps.js'

/** A message of a platform on disk. */
export interface InboxItem {
  id: number
  peerId: string
  conversationId: string
  channel: string
  /** The platform's own. */
  messageId: string
  /** null: it is done. */
  content: InboundContent | null
}

export type Inbox = ReturnType<typeof createInbox>

/** What platforms brought: on disk before it is acknowledged, each message once. */
export function createInbox({
  db,
  transact,
  dataKey,
  conversations,
  now,
  randomBytes,
}: Pick<MessagingDeps, 'db' | 'transact' | 'dataKey' | 'conversations' | 'now' | 'randomBytes'>) {
  async function meet(trx: Transaction<Tables>, channel: Channel, peer: string): Promise<string> {
    const hash = dataKey.mac('channel peer', `${channel.name}\n${peer}`).toString('hex')
    const find = () =>
      trx
        .selectFrom('channel_peers')
        .select('id')
        .where('channel', '=', channel.name)
        .where('peer_hash', '=', hash)
        .executeTakeFirst()
    const known = await find()
    if (known) return known.id
    const conversation = await conversations.open(trx, { channel: channel.name })
    const inserted = await trx
      .insertInto('channel_peers')
      .values({
        id: `p_${randomBytes(16).toString('base64url')}`,
        channel: channel.name,
        peer_hash: hash,
        peer_encrypted: dataKey.encrypt(peer),
        conversation_id: conversation.id,
        reply_to_encrypted: null,
        allowance: null,
        allowance_until: null,
        response_until: null,
        created_at: now().toISOString(),
      })
      .onConflict((conflict) => conflict.columns(['channel', 'peer_hash']).doNothing())
      .returning('id')
      .executeTakeFirst()
    // Met by another process a moment ago: its conversation stays, ours is empty.
    return inserted?.id ?? (await find())!.id
  }

  /** The citizen has written: the platform lets messages through again, also those that it did not before. */
  async function renewAllowance(
    trx: Transaction<Tables>,
    channel: Channel,
    peerId: string,
    message: InboundMessage,
    awaited: boolean,
  ) {
    const allowed = channel.replyAllowance(message)
    const until = allowed && new Date(allowed.untilMs).toISOString()
    const before = await trx
      .selectFrom('channel_peers')
      .select(['allowance', 'allowance_until'])
      .where('id', '=', peerId)
      .executeTakeFirstOrThrow()
    // A button of the menu, with its minute, takes nothing from what a message of an hour ago still allows.
    const isBetterBefore =
      until !== null && (before.allowance ?? 0) > 0 && (before.allowance_until ?? '') > until
    await trx
      .updateTable('channel_peers')
      .set({
        allowance: isBetterBefore ? before.allowance : (allowed?.count ?? null),
        allowance_until: isBetterBefore ? before.allowance_until : until,
        // Before anybody else looks for what is to be sent.
        ...(awaited &&
          channel.inResponse && {
            response_until: new Date(now().getTime() + channel.inResponse.withinMs).toISOString(),
          }),
        ...(message.replyTo !== undefined && { reply_to_encrypted: dataKey.encrypt(message.replyTo) }),
      })
      .where('id', '=', peerId)
      .execute()
    if (allowed?.count === 0) return
    await trx
      .updateTable('deliveries')
      .set({ status: 'queued', next_attempt_at: now().toISOString(), code: null, reason: null })
      .where('peer_id', '=', peerId)
      .where('status', '=', 'held')
      .execute()
  }

  async function store(
    trx: Transaction<Tables>,
    channel: Channel,
    message: InboundMessage,
    awaited: boolean,
  ) {
    const peerId = await meet(trx, channel, message.peer)
    const inserted = await trx
      .insertInto('channel_inbox')
      .values({
        peer_id: peerId,
        message_id: message.id,
        content_encrypted: dataKey.encrypt(JSON.stringify(message.content)),
        received_at: now().toISOString(),
        done_at: null,
      })
      .onConflict((conflict) => conflict.columns(['peer_id', 'message_id']).doNothing())
      .returning('id')
      .executeTakeFirst()
    if (inserted) {
      await renewAllowance(trx, channel, peerId, message, awaited)
      return { id: inserted.id, peerId }
    }
    const known = await trx
      .selectFrom('channel_inbox')
      .select('id')
      .where('peer_id', '=', peerId)
      .where('message_id', '=', message.id)
      .executeTakeFirstOrThrow()
    return { id: known.id, peerId }
  }

  return {
    /**
     * All of them, or none.
     * @param awaited a response may carry the answer: until it does not, nothing is sent to the citizen
     * @returns each, in order; one that came before under the id it got then
     */
    store: (
      channel: Channel,
      messages: readonly InboundMessage[],
      awaited: boolean,
    ): Promise<{ id: number; peerId: string }[]> =>
      transact(async (trx) => {
        const stored = []
        for (const message of messages) stored.push(await store(trx, channel, message, awaited))
        return stored
      }),

    async read(id: number): Promise<InboxItem> {
      const row = await db
        .selectFrom('channel_inbox')
        .innerJoin('channel_peers', 'channel_peers.id', 'channel_inbox.peer_id')
        .select(['channel_inbox.id', 'peer_id', 'conversation_id', 'channel', 'message_id'])
        .select('content_encrypted')
        .where('channel_inbox.id', '=', id)
        .executeTakeFirstOrThrow()
      const { content_encrypted: content } = row
      return {
        id: row.id,
        peerId: row.peer_id,
        conversationId: row.conversation_id,
        channel: row.channel,
        messageId: row.message_id,
        content: content === null ? null : (JSON.parse(dataKey.decrypt(content)) as InboundContent),
      }
    },

    /** Nothing more is to be done about it, within the transaction that did it. Its text stands in the conversation. */
    async done(trx: Pick<Transaction<Tables>, 'updateTable'>, id: number) {
      await trx
        .updateTable('channel_inbox')
        .set({ done_at: now().toISOString(), content_encrypted: null })
        .where('id', '=', id)
        .where('done_at', 'is', null)
        .execute()
    },

    /** Ids of what was received before and is not done, oldest first. */
    async waiting(receivedBefore: Date): Promise<number[]> {
      const rows = await db
        .selectFrom('channel_inbox')
        .select('id')
        .where('done_at', 'is', null)
        .where('received_at', '<=', receivedBefore.toISOString())
        .orderBy('id')
        .execute()
      return rows.map(({ id }) => id)
    },
  }
}
