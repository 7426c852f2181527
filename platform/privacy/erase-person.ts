import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import { eraseCalls, eraseConversations } from './erase-conversations.js'
import { findPerson, type Person, type Subject, subjectName } from './find-person.js'
import type { PrivacyDeps } from './privacy-deps.js'

export interface Erased {
  conversations: string[]
  tickets: string[]
  calls: number
}

/** Somebody is still at work for the person. */
class StillOpenError extends Error {
  override name = 'StillOpenError'
  constructor(
    /** Numbers of tickets. */
    readonly tickets: readonly string[],
    /** Conversations that are being answered just now. */
    readonly conversations: readonly string[],
  ) {
    const what = [
      ...tickets.map((number) => `ticket ${number} is not closed`),
      ...conversations.map((id) => `conversation ${id} is being answered`),
    ].join(', ')
    super(`Nothing was erased, ${what}: wait for its end, or use --force with --reason`)
  }
}

const ENDED = ['closed', 'cancelled', 'merged'] as const

/**
 * Erases what is held about somebody, all of it or nothing. Again it finds less or nothing, and changes nothing.
 * @returns force erases beside open work too; null: nothing may stay open
 * @throws {StillOpenError}
 */
export function createErasePerson({ transact, dataKey, audit, mask, now }: PrivacyDeps) {
  return (subject: Subject, force: { reason: string } | null): Promise<Erased> =>
    transact(async (trx) => {
      const person = await findPerson(trx, dataKey, subject)
      const { conversationIds, callIds } = person
      if (conversationIds.length === 0 && callIds.length === 0)
        return { conversations: [], tickets: [], calls: 0 }
      const tickets = await trx
        .selectFrom('tickets')
        .select(['number', 'status'])
        .where('conversation_id', 'in', ['', ...conversationIds])
        .orderBy('number')
        .execute()
      if (force === null) {
        const open = tickets.filter(({ status }) => !ENDED.some((ended) => ended === status))
        const busy = await busyOf(trx, person)
        if (open.length + busy.length > 0)
          throw new StillOpenError(
            open.map(({ number }) => number),
            busy,
          )
      }
      const at = now().toISOString()
      await eraseConversations(trx, conversationIds, { dataKey, at })
      await eraseCalls(trx, callIds, at)
      const erased = {
        conversations: conversationIds,
        tickets: tickets.map(({ number }) => number),
        calls: callIds.length,
      }
      await audit.record(trx, {
        actorId: null,
        action: 'privacy.erase',
        subject: subjectName(subject),
        details: { ...erased, ...(force && { forced: mask(force.reason) }) },
      })
      return erased
    })
}

/** Where the bot is at work, or staff talk just now. */
async function busyOf(trx: Transaction<Tables>, { conversationIds }: Person): Promise<string[]> {
  const ids = ['', ...conversationIds]
  const rows = await trx
    .selectFrom('pending_messages')
    .select('conversation_id')
    .where('conversation_id', 'in', ids)
    .union(trx.selectFrom('live_takeovers').select('conversation_id').where('conversation_id', 'in', ids))
    .execute()
  return rows.map(({ conversation_id }) => conversation_id)
}
