import type { LiveTakeoverRow } from '../../../storage/tables.js'
import type { DeskDeps } from '../desk-deps.js'
import { appendLiveEvent } from './append-live-event.js'

const MOST_AT_ONCE = 100
const LONGEST_SUMMARY = 300

/** Gives conversations back to the bot in which staff wrote nothing for too long. */
export function createEndIdle(deps: DeskDeps) {
  const { db, transact, dataKey, conversations, tickets, now } = deps

  /** What the citizen wrote and staff have not answered, newest first. */
  async function unanswered({ conversation_id, taken_at }: LiveTakeoverRow) {
    const last = await db
      .selectFrom('live_events')
      .select((eb) => eb.fn.max('created_at').as('at'))
      .where('conversation_id', '=', conversation_id)
      .where('kind', '=', 'staff_message')
      .where('created_at', '>=', taken_at)
      .executeTakeFirst()
    return (
      db
        .selectFrom('turns')
        .innerJoin('messages', 'messages.id', 'turns.message_id')
        .select(['messages.id', 'text_masked'])
        .where('turns.conversation_id', '=', conversation_id)
        .where('outcome', '=', 'silent_live')
        // The reply was stored when the message came, or when staff took over while the bot was at work on it.
        .where('turns.created_at', '>=', last?.at ?? taken_at)
        .orderBy('turns.created_at', 'desc')
        .limit(20)
        .execute()
    )
  }

  /** Nobody is left without an answer: unanswered words become a ticket, before the citizen is told so. */
  async function openTicketOf(row: LiveTakeoverRow): Promise<string | null> {
    const messages = await unanswered(row)
    const [newest] = messages
    if (!newest) return null
    const [history, conversation] = await Promise.all([
      conversations.history(row.conversation_id),
      db
        .selectFrom('conversations')
        .select('region_code')
        .where('id', '=', row.conversation_id)
        .executeTakeFirst(),
    ])
    const said = messages
      .map(({ text_masked }) => text_masked)
      .reverse()
      .join('\n')
    const { number } = await tickets.openTicket({
      conversationId: row.conversation_id,
      messageId: newest.id,
      reason: 'on_request',
      urgency: 'normal',
      matter: history.at(-1)?.matter ?? 'other',
      serviceLine: null,
      regionCode: conversation?.region_code ?? history.at(-1)?.regionCode ?? null,
      summaryMasked: said.slice(-LONGEST_SUMMARY),
    })
    return number
  }

  /** @returns how many were given back. @param onError one that failed; the others do not wait for it */
  return async (onError: (error: unknown) => void): Promise<number> => {
    const due = await db
      .selectFrom('live_takeovers')
      .selectAll()
      .where('ends_at', '<=', now().toISOString())
      .orderBy('ends_at')
      .limit(MOST_AT_ONCE)
      .execute()
    let ended = 0
    for (const row of due) {
      try {
        const ticketNumber = await openTicketOf(row)
        const at = now().toISOString()
        const isOver = await transact(async (trx) => {
          // Staff may have written in this moment, or another process may have been here.
          const gone = await trx
            .deleteFrom('live_takeovers')
            .where('conversation_id', '=', row.conversation_id)
            .where('staff_id', '=', row.staff_id)
            .where('ends_at', '=', row.ends_at)
            .returning('staff_id')
            .executeTakeFirst()
          if (!gone) return false
          await appendLiveEvent(trx, dataKey, row.conversation_id, { kind: 'timed_out', by: null, at })
          await conversations.appendEvents(trx, row.conversation_id, [
            { kind: 'staff_left', timedOut: true, ticketNumber, at },
          ])
          return true
        })
        if (isOver) ended++
      } catch (error) {
        onError(error)
      }
    }
    return ended
  }
}
