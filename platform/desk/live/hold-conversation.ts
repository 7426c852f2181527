import type { Transaction } from 'kysely'
import { silentResult } from '../../../bot/results-without-bot.js'
import type { LiveTakeoverRow, Tables } from '../../../storage/tables.js'
import type { StaffMember } from '../../staff/staff-member.js'
import type { DeskDeps } from '../desk-deps.js'
import { deskErrors } from '../desk-error.js'
import { appendLiveEvent } from './append-live-event.js'

type Who = Pick<StaffMember, 'id' | 'name' | 'role'>

/** Staff in conversations. Whatever they do is one transaction: their words, what the citizen sees, and the audit. */
export function createHoldConversation(deps: DeskDeps) {
  const { transact, dataKey, conversations, audit, words, now, liveMinutes } = deps
  const endsAfter = (at: Date) => new Date(at.getTime() + liveMinutes * 60_000).toISOString()

  function holderOf(trx: Transaction<Tables>, conversationId: string): Promise<LiveTakeoverRow | undefined> {
    return trx
      .selectFrom('live_takeovers')
      .selectAll()
      .where('conversation_id', '=', conversationId)
      .executeTakeFirst()
  }

  const record = (trx: Transaction<Tables>, who: Who, what: string, subject: string, details = {}) =>
    audit.record(trx, { actorId: who.id, action: `conversation.${what}`, subject, details })

  return {
    /**
     * From the commit on the bot is silent; a question that it was at work on is left to staff. Of two who press at
     * once one wins; who has it already keeps it.
     * @throws {StaffError} 409 `held`
     */
    takeOver: (conversationId: string, who: Who): Promise<void> =>
      transact(async (trx) => {
        const at = now()
        const taken = await trx
          .insertInto('live_takeovers')
          .values({
            conversation_id: conversationId,
            staff_id: who.id,
            staff_name: who.name,
            taken_at: at.toISOString(),
            ends_at: endsAfter(at),
          })
          .onConflict((conflict) => conflict.column('conversation_id').doNothing())
          .returning('staff_id')
          .executeTakeFirst()
        if (!taken) {
          const holder = await holderOf(trx, conversationId)
          if (holder?.staff_id === who.id) return
          throw deskErrors.held(holder?.staff_name ?? '同事')
        }
        await conversations.endOpenTurns(trx, conversationId, silentResult(words))
        await appendLiveEvent(trx, dataKey, conversationId, {
          kind: 'taken_over',
          by: who,
          at: at.toISOString(),
        })
        await conversations.appendEvents(trx, conversationId, [
          { kind: 'staff_joined', at: at.toISOString() },
        ])
        await record(trx, who, 'take_over', conversationId)
      }),

    /** The bot gets it back. Supervisors may end what a colleague holds. @throws {StaffError} 409 `held`, `not_held` */
    release: (conversationId: string, who: Who): Promise<void> =>
      transact(async (trx) => {
        const holder = await holderOf(trx, conversationId)
        if (!holder) throw deskErrors.notHeld()
        if (holder.staff_id !== who.id && who.role !== 'supervisor') throw deskErrors.held(holder.staff_name)
        const { numDeletedRows } = await trx
          .deleteFrom('live_takeovers')
          .where('conversation_id', '=', conversationId)
          .where('staff_id', '=', holder.staff_id)
          .executeTakeFirst()
        if (numDeletedRows === 0n) throw deskErrors.notHeld()
        const at = now().toISOString()
        await appendLiveEvent(trx, dataKey, conversationId, { kind: 'released', by: who, at })
        await conversations.appendEvents(trx, conversationId, [
          { kind: 'staff_left', timedOut: false, ticketNumber: null, at },
        ])
        await record(trx, who, 'release', conversationId, { heldBy: holder.staff_id })
      }),

    /** To the citizen, by who holds it; the time begins anew. @throws {StaffError} 409 `held`, `not_held` */
    say: (conversationId: string, who: Who, message: { text: string; messageId?: string }): Promise<void> =>
      transact(async (trx) => {
        const at = now()
        const held = await trx
          .updateTable('live_takeovers')
          .set({ ends_at: endsAfter(at) })
          .where('conversation_id', '=', conversationId)
          .where('staff_id', '=', who.id)
          .returning('staff_id')
          .executeTakeFirst()
        if (!held) {
          const holder = await holderOf(trx, conversationId)
          throw holder ? deskErrors.held(holder.staff_name) : deskErrors.notHeld()
        }
        const event = { kind: 'staff_message', by: who, at: at.toISOString(), ...message } as const
        if (!(await appendLiveEvent(trx, dataKey, conversationId, event))) return
        await conversations.appendEvents(trx, conversationId, [
          { kind: 'staff_message', text: message.text, at: at.toISOString() },
        ])
        await record(trx, who, 'message', conversationId)
      }),

    /** To the colleague who holds it. @throws {StaffError} 409 `not_held`, `own_conversation` */
    whisper: (
      conversationId: string,
      who: Who,
      message: { text: string; messageId?: string },
    ): Promise<void> =>
      transact(async (trx) => {
        const holder = await holderOf(trx, conversationId)
        if (!holder) throw deskErrors.notHeld()
        if (holder.staff_id === who.id) throw deskErrors.ownConversation()
        const event = { kind: 'whisper', by: who, at: now().toISOString(), ...message } as const
        if (!(await appendLiveEvent(trx, dataKey, conversationId, event))) return
        await record(trx, who, 'whisper', conversationId, { to: holder.staff_id })
      }),
  }
}
