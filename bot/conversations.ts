import { type BinaryLike, createHash, timingSafeEqual } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Tables } from '../storage/tables.js'
import { createConversationEvents } from './conversations/conversation-events.js'
import { createMessageStore } from './conversations/message-store.js'
import type { ConversationDeps, StoreContext } from './conversations/store-context.js'
import { createTimeline } from './conversations/timeline.js'

export interface Conversation {
  id: string
  channel: string
  regionCode: string | null
}

interface NewConversation {
  channel: string
  regionCode?: string
}

export type Conversations = ReturnType<typeof createConversations>

/** Everything durable about conversations. What a call has returned survives `kill -9`. */
export function createConversations(deps: ConversationDeps) {
  const { db, transact, randomBytes, now } = deps
  const context: StoreContext = {
    ...deps,
    newId: (prefix) => `${prefix}_${randomBytes(16).toString('base64url')}`,
  }

  /** As `create`, in the caller's transaction. */
  async function open(trx: Transaction<Tables>, { channel, regionCode }: NewConversation) {
    const id = context.newId('c')
    const secret = randomBytes(32).toString('base64url')
    await trx
      .insertInto('conversations')
      .values({
        id,
        channel,
        secret_hash: sha256(secret).toString('hex'),
        region_code: regionCode ?? null,
        created_at: now().toISOString(),
      })
      .execute()
    return { id, secret }
  }

  return {
    ...createMessageStore(context),
    ...createTimeline(context),
    ...createConversationEvents(context),

    open,

    /** @returns a 256-bit secret; only its hash is kept */
    create: (beginning: NewConversation) => transact((trx) => open(trx, beginning)),

    async regionOf(id: string): Promise<string | null> {
      const { region_code } = await db
        .selectFrom('conversations')
        .select('region_code')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return region_code
    },

    /** Where the citizen says they are, from now on. */
    async setRegion(id: string, regionCode: string): Promise<void> {
      await db.updateTable('conversations').set({ region_code: regionCode }).where('id', '=', id).execute()
    },

    /** Unknown conversation and wrong secret are told apart neither by the result nor by the time taken. */
    async authenticate(id: string, secret: string): Promise<Conversation | null> {
      const row = await db.selectFrom('conversations').selectAll().where('id', '=', id).executeTakeFirst()
      const stored = row ? Buffer.from(row.secret_hash, 'hex') : Buffer.alloc(32)
      const given = sha256(secret)
      const matches = stored.length === given.length && timingSafeEqual(stored, given)
      return row && matches ? { id: row.id, channel: row.channel, regionCode: row.region_code } : null
    },
  }
}

function sha256(text: BinaryLike): Buffer {
  return createHash('sha256').update(text).digest()
}
