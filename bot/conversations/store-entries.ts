import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import type { TurnResult } from '../turn.js'

type Answered = Pick<TurnResult, 'outcome' | 'answer' | 'trace'>

/** On which guides and Q&A a reply rests, so that whoever got it can be told when they are no longer right. */
export async function storeEntries(
  trx: Transaction<Tables>,
  { conversationId, replyId, at }: { conversationId: string; replyId: string; at: string },
  answered: Answered,
): Promise<void> {
  const entries = entriesOf(answered)
  if (entries.length === 0) return
  // A passage whose text stays as it is moves on to the next version; the answer rests on the one of now.
  const versions = await trx
    .selectFrom('passages')
    .select('version_id')
    .distinct()
    .where('id', 'in', entries)
    .execute()
  if (versions.length === 0) return
  await trx
    .insertInto('answer_entries')
    .values(
      versions.map(({ version_id }) => ({
        version_id,
        reply_id: replyId,
        conversation_id: conversationId,
        created_at: at,
      })),
    )
    .execute()
}

function entriesOf({ outcome, answer, trace }: Answered): string[] {
  if (!outcome.startsWith('answered_')) return []
  const cited = answer.bases.flatMap(({ kind, passageId }) =>
    kind !== 'statute' && passageId !== null ? [passageId] : [],
  )
  return [...new Set([...(trace.entries ?? []), ...cited])]
}
