import type { Outcome } from '../../../bot/outcome.js'
import type { Db } from '../../../storage/database.js'

/** The bot left the question to people. */
const LEFT_TO_STAFF: readonly Outcome[] = [
  'handed_off_low_confidence',
  'handed_off_on_request',
  'handed_off_no_citation',
  'handed_off_complaint',
  'handed_off_answers_off',
  'handed_off_application',
  'passed_to_staff',
  'crisis_signposted',
  'failed_internal',
]

interface Waiting {
  /** ISO instant of the first of them. */
  since: string
  messages: number
}

/**
 * What citizens said that nobody has answered: to staff, handed over to them, or the bot is still at work on it.
 * @param lastTurns last reply of the bot in each conversation
 */
export async function findWaiting(
  db: Pick<Db, 'selectFrom'>,
  ids: readonly string[],
  lastTurns: ReadonlyMap<string, { outcome: string; created_at: string }>,
): Promise<Map<string, Waiting>> {
  const [staffAt, open] = await Promise.all([lastWordsOfStaff(db, ids), notByBot(db, ids)])
  const waiting = new Map<string, Waiting>()
  for (const { conversation_id: id, created_at: at } of open) {
    const turn = lastTurns.get(id)
    const isAnsweredByBot = turn !== undefined && !(LEFT_TO_STAFF as readonly string[]).includes(turn.outcome)
    if (isAnsweredByBot && at <= turn.created_at) continue
    if (at <= (staffAt.get(id) ?? '')) continue
    const before = waiting.get(id)
    waiting.set(id, { since: before?.since ?? at, messages: (before?.messages ?? 0) + 1 })
  }
  return waiting
}

/** When staff last wrote to the citizen of each, in the conversation or from a ticket. */
async function lastWordsOfStaff(db: Pick<Db, 'selectFrom'>, ids: readonly string[]) {
  const rows = await db
    .selectFrom('conversation_events')
    .select(['conversation_id'])
    .select((eb) => eb.fn.max('created_at').as('at'))
    .where('conversation_id', 'in', ids)
    .where('kind', 'in', ['staff_message', 'staff_reply'])
    .groupBy('conversation_id')
    .execute()
  return new Map(rows.map(({ conversation_id, at }) => [conversation_id, at]))
}

/** What the bot did not answer, oldest first. */
function notByBot(db: Pick<Db, 'selectFrom'>, ids: readonly string[]) {
  return db
    .selectFrom('messages')
    .leftJoin('turns', 'turns.message_id', 'messages.id')
    .select(['messages.conversation_id', 'messages.created_at'])
    .where('messages.conversation_id', 'in', ids)
    .where((eb) => eb.or([eb('outcome', 'is', null), eb('outcome', 'in', ['silent_live', ...LEFT_TO_STAFF])]))
    .orderBy('messages.created_at')
    .execute()
}
