import type { Transaction } from 'kysely'
import type { Db } from '../../storage/database.js'
import type { Tables } from '../../storage/tables.js'
import type { Outcome } from '../outcome.js'
import type { TicketBrief } from '../ticket-ports.js'
import type { TurnResult } from '../turn.js'
import { openReply, REPLY_COLUMNS, type StoredReply } from './open-reply.js'
import type { StoreContext } from './store-context.js'
import { storeEntries } from './store-entries.js'

/**
 * A question goes through the bot; a hand-off and an application go straight to a human; what is overheard was said to
 * others on the citizen's platform.
 */
export type MessageKind = 'question' | 'handoff' | 'overheard' | 'application'

export interface NewMessage {
  conversationId: string
  clientMessageId: string
  text: string
  kind?: MessageKind
  regionCode?: string
  /** Of an application: it knows what is personal in it, and what its ticket says. */
  written?: { masked: string; brief: TicketBrief }
}

export type Acceptance =
  | { status: 'new'; messageId: string }
  /** Accepted before, its answer is still being worked out (here, in another process, or by one that died). */
  | { status: 'pending'; messageId: string }
  | { status: 'answered'; messageId: string; reply: StoredReply }
  /** Another question of the conversation is still open: nothing was stored. */
  | { status: 'busy' }

export interface UnansweredMessage {
  messageId: string
  conversationId: string
  kind: MessageKind
  channel: string
  text: string
  regionCode: string | undefined
  /** Of an application. */
  brief?: TicketBrief
}

/** The column `messages.input`. */
interface Input {
  regionCode?: string
  brief?: TicketBrief
}

export function createMessageStore(context: StoreContext) {
  const { db, dataKey, mask, now, newId, transact, outgoing } = context

  /** @returns null: the message has a reply */
  async function insertTurn(
    trx: Transaction<Tables>,
    conversationId: string,
    messageId: string,
    { outcome, answer, trace, ticket }: TurnResult,
  ): Promise<StoredReply | null> {
    const replyId = newId('r')
    const ticketId = ticket?.id ?? null
    const at = now().toISOString()
    const inserted = await trx
      .insertInto('turns')
      .values({
        id: replyId,
        conversation_id: conversationId,
        message_id: messageId,
        outcome,
        answer_encrypted: dataKey.encrypt(JSON.stringify(answer)),
        trace: JSON.stringify(trace),
        ticket_id: ticketId,
        rating: null,
        rating_comment: null,
        created_at: at,
      })
      .onConflict((conflict) => conflict.column('message_id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!inserted) return null
    await storeEntries(trx, { conversationId, replyId, at }, { outcome, answer, trace })
    const stored: StoredReply = { replyId, messageId, outcome, answer, ticketId, rating: null }
    await outgoing?.onReply(trx, conversationId, { ...stored, ticket })
    return stored
  }

  return {
    /** One transaction. `new` is returned only after the message is on disk. */
    async accept(message: NewMessage): Promise<Acceptance> {
      const { conversationId, clientMessageId, kind = 'question', regionCode, written } = message
      const id = newId('m')
      const row = {
        id,
        conversation_id: conversationId,
        client_message_id: clientMessageId,
        text_encrypted: dataKey.encrypt(message.text),
        text_masked: written?.masked ?? mask(message.text),
        input: JSON.stringify({ regionCode, brief: written?.brief } satisfies Input),
        created_at: now().toISOString(),
      }
      const { stored, known } = await transact(async (trx) => {
        const claimed = await trx
          .insertInto('pending_messages')
          .values({ conversation_id: conversationId, kind, message_id: id, created_at: row.created_at })
          .onConflict((conflict) => conflict.doNothing())
          .returning('message_id')
          .executeTakeFirst()
        if (claimed) {
          const inserted = await trx
            .insertInto('messages')
            .values(row)
            .onConflict((conflict) => conflict.columns(['conversation_id', 'client_message_id']).doNothing())
            .returning('id')
            .executeTakeFirst()
          if (inserted) return { stored: true, known: undefined }
          await trx.deleteFrom('pending_messages').where('message_id', '=', id).execute()
        }
        const known = await trx
          .selectFrom('messages')
          .leftJoin('turns', 'turns.message_id', 'messages.id')
          .select('messages.id as known_id')
          .select(REPLY_COLUMNS)
          .where('messages.conversation_id', '=', conversationId)
          .where('client_message_id', '=', clientMessageId)
          .executeTakeFirst()
        return { stored: false, known }
      })
      if (stored) return { status: 'new', messageId: id }
      if (!known) return { status: 'busy' }
      const reply = openReply(known, dataKey)
      return reply
        ? { status: 'answered', messageId: known.known_id, reply }
        : { status: 'pending', messageId: known.known_id }
    },

    /**
     * Stores the reply and closes the message, in one transaction. A message has one reply: of two results for it
     * (a turn that ran again after a crash) the first stays, and is what both calls return.
     * @param ifHeld stored instead where staff took the conversation over in the meantime: nothing talks over them.
     *   A ticket that the withheld result opened stays with the reply.
     */
    async finish(messageId: string, result: TurnResult, ifHeld: TurnResult): Promise<StoredReply> {
      return transact(async (trx) => {
        const pending = await trx
          .deleteFrom('pending_messages')
          .where('message_id', '=', messageId)
          .returning('conversation_id')
          .executeTakeFirst()
        const conversation =
          pending ??
          (await trx
            .selectFrom('messages')
            .select('conversation_id')
            .where('id', '=', messageId)
            .executeTakeFirstOrThrow())
        const { conversation_id } = conversation
        const told = (await isHeld(conversation_id, trx))
          ? { ...ifHeld, ticket: result.ticket, trace: result.trace }
          : result
        const stored = await insertTurn(trx, conversation_id, messageId, told)
        if (stored) return stored
        // Staff who took over ended the turn before it knew of its ticket.
        if (result.ticket) {
          await trx
            .updateTable('turns')
            .set({ ticket_id: result.ticket.id })
            .where('message_id', '=', messageId)
            .where('outcome', '=', ifHeld.outcome)
            .where('ticket_id', 'is', null)
            .execute()
        }
        const earlier = await trx
          .selectFrom('turns')
          .select(REPLY_COLUMNS)
          .where('message_id', '=', messageId)
          .executeTakeFirstOrThrow()
        return openReply(earlier, dataKey)!
      })
    },

    /**
     * Ends the open turns of a conversation that is being taken over, in the transaction that does it: the citizen may
     * write on at once, and whatever the bot still works out comes too late.
     */
    async endOpenTurns(trx: Transaction<Tables>, conversationId: string, result: TurnResult): Promise<void> {
      const open = await trx
        .deleteFrom('pending_messages')
        .where('conversation_id', '=', conversationId)
        .returning('message_id')
        .execute()
      for (const { message_id } of open) await insertTurn(trx, conversationId, message_id, result)
    },

    /** Whether staff hold the conversation now. */
    isHeld: (conversationId: string) => isHeld(conversationId, db),

    async storedReply(messageId: string): Promise<StoredReply | null> {
      const row = await db
        .selectFrom('turns')
        .select(REPLY_COLUMNS)
        .where('message_id', '=', messageId)
        .executeTakeFirst()
      return row ? openReply(row, dataKey) : null
    },

    /** Ids of the messages accepted and not answered, oldest first. @param acceptedBefore ISO instant; default: all */
    async unanswered(acceptedBefore?: string): Promise<string[]> {
      const rows = await db
        .selectFrom('pending_messages')
        .select('message_id')
        .$if(acceptedBefore !== undefined, (query) => query.where('created_at', '<', acceptedBefore ?? ''))
        .orderBy('created_at')
        .execute()
      return rows.map((row) => row.message_id)
    },

    /** Whether a message of the conversation ended so since then. @param since ISO instant */
    async hasEnded(conversationId: string, outcome: Outcome, since: string): Promise<boolean> {
      const row = await db
        .selectFrom('turns')
        .select('id')
        .where('conversation_id', '=', conversationId)
        .where('outcome', '=', outcome)
        .where('created_at', '>=', since)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },

    /** A message as it was accepted; null where it has been answered. @throws {Error} it cannot be decrypted */
    async unansweredMessage(messageId: string): Promise<UnansweredMessage | null> {
      const row = await db
        .selectFrom('pending_messages')
        .innerJoin('messages', 'messages.id', 'pending_messages.message_id')
        .innerJoin('conversations', 'conversations.id', 'messages.conversation_id')
        .select(['messages.id', 'messages.conversation_id', 'text_encrypted', 'input', 'kind', 'channel'])
        .select('conversations.region_code')
        .where('pending_messages.message_id', '=', messageId)
        .executeTakeFirst()
      if (!row) return null
      const input = JSON.parse(row.input) as Input
      return {
        messageId: row.id,
        conversationId: row.conversation_id,
        kind: row.kind,
        channel: row.channel,
        text: dataKey.decrypt(row.text_encrypted),
        regionCode: input.regionCode ?? row.region_code ?? undefined,
        brief: input.brief,
      }
    },

    /** @returns false: no such reply in this conversation. A second rating replaces the first. */
    async rate(
      conversationId: string,
      replyId: string,
      rating: 'helpful' | 'unhelpful',
      comment?: string,
    ): Promise<boolean> {
      const { numUpdatedRows } = await db
        .updateTable('turns')
        .set({ rating, rating_comment: comment === undefined ? null : mask(comment) })
        .where('id', '=', replyId)
        .where('conversation_id', '=', conversationId)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    async replyById(replyId: string): Promise<(StoredReply & { at: string }) | null> {
      const row = await db
        .selectFrom('turns')
        .select(REPLY_COLUMNS)
        .select('created_at')
        .where('id', '=', replyId)
        .executeTakeFirst()
      const reply = row && openReply(row, dataKey)
      return reply ? { ...reply, at: row.created_at } : null
    },

    /** The conversation that a reply belongs to. */
    async conversationOfReply(replyId: string): Promise<string | null> {
      const row = await db
        .selectFrom('turns')
        .select('conversation_id')
        .where('id', '=', replyId)
        .executeTakeFirst()
      return row?.conversation_id ?? null
    },
  }
}

async function isHeld(conversationId: string, from: Pick<Db, 'selectFrom'>): Promise<boolean> {
  const row = await from
    .selectFrom('live_takeovers')
    .select('conversation_id')
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst()
  return row !== undefined
}
