import { sql } from 'kysely'
import type { Db } from '../../../storage/database.js'

const DAY_MS = 86_400_000

/** Begins those days before. */
export function sinceOf(days: number, now: Date): string {
  return new Date(now.getTime() - days * DAY_MS).toISOString()
}

/**
 * Conversations in which an answer rests on a guide or Q&A, also on an earlier text of it: what the bot answered, and
 * what staff wrote in the ticket that it comes from. Without those whose texts were erased.
 * @param versionId as in `source_versions.id`. @param since ISO instant
 */
function affectedConversations(db: Pick<Db, 'selectFrom'>, versionId: string, since: string) {
  const answered = db
    .selectFrom('answer_entries as a')
    .select(['a.conversation_id', 'a.reply_id as answer_id'])
    .where('a.version_id', '=', versionId)
    .where('a.created_at', '>=', since)
  const byStaff = db
    .selectFrom('qa_proposals as q')
    .innerJoin('tickets as t', 't.number', 'q.ticket_number')
    .select(['t.conversation_id', 't.id as answer_id'])
    .where('q.answer_version_id', '=', versionId)
    .where('t.answered_at', '>=', since)
  return db
    .selectFrom(answered.unionAll(byStaff).as('u'))
    .innerJoin('conversations as c', 'c.id', 'u.conversation_id')
    .where('c.erased_at', 'is', null)
}

export async function countAffected(db: Db, versionId: string, since: string) {
  const rows = await affectedConversations(db, versionId, since)
    .leftJoin('corrected_conversations as k', (join) =>
      join.onRef('k.conversation_id', '=', 'c.id').on('k.version_id', '=', versionId),
    )
    .select('c.channel')
    .select(({ fn }) => [
      fn.count('u.answer_id').distinct().as('answers'),
      fn.count('c.id').distinct().as('conversations'),
      fn.count('k.conversation_id').distinct().as('told'),
    ])
    .groupBy('c.channel')
    .orderBy('c.channel')
    .execute()
  const sum = (column: 'answers' | 'conversations' | 'told') =>
    rows.reduce((total, row) => total + Number(row[column]), 0)
  return {
    answers: sum('answers'),
    conversations: sum('conversations'),
    told: sum('told'),
    byChannel: rows.map(({ channel, conversations }) => ({
      channel,
      conversations: Number(conversations),
    })),
  }
}

/** Those that were not told yet, in the order of their ids. @param after begins behind this conversation */
export async function nextToTell(
  db: Pick<Db, 'selectFrom'>,
  versionId: string,
  since: string,
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const rows = await affectedConversations(db, versionId, since)
    .select('c.id')
    .distinct()
    .where('c.id', '>', after)
    .where(
      sql<boolean>`not exists (select 1 from corrected_conversations k where k.conversation_id = c.id and k.version_id = ${versionId})`,
    )
    .orderBy('c.id')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}
