import type { CorrectionNoticeRow } from '../../../storage/tables.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { nextToTell, sinceOf } from './find-affected.js'

/** Told in one transaction: others must not wait long. */
const TOLD_AT_ONCE = 50

/**
 * Tells the citizens of approved notices, each conversation once of one guide or Q&A: in their chat, and where they came
 * over a platform, there. A process that dies goes on where it was. What fails is reported and tried again with the next
 * call, and holds up nobody else.
 */
export function createSendNotices({ db, transact, audit, conversations, now, onError }: KnowledgeDeps) {
  /** @returns whether all were told */
  async function tell(notice: CorrectionNoticeRow): Promise<boolean> {
    const since = sinceOf(notice.days, new Date(notice.decided_at ?? now()))
    let after = ''
    let isComplete = true
    for (;;) {
      const ids = await nextToTell(db, notice.version_id, since, { after, limit: TOLD_AT_ONCE })
      const last = ids.at(-1)
      if (last === undefined) return isComplete
      after = last
      if (await tellSome(notice, ids, () => {})) continue
      for (const id of ids) {
        if (!(await tellSome(notice, [id], onError))) isComplete = false
      }
    }
  }

  async function tellSome(
    { id, version_id, text }: CorrectionNoticeRow,
    conversationIds: readonly string[],
    onFailure: (error: unknown) => void,
  ): Promise<boolean> {
    try {
      await transact(async (trx) => {
        for (const conversation_id of conversationIds) {
          const first = await trx
            .insertInto('corrected_conversations')
            .values({ version_id, conversation_id, notice_id: id })
            .onConflict((c) => c.doNothing())
            .returning('conversation_id')
            .executeTakeFirst()
          if (!first) continue
          const at = now().toISOString()
          await conversations.appendEvents(trx, conversation_id, [{ kind: 'correction', text, at }])
        }
      })
      return true
    } catch (error) {
      onFailure(error)
      return false
    }
  }

  async function settle(notice: CorrectionNoticeRow): Promise<void> {
    await transact(async (trx) => {
      const { told } = await trx
        .selectFrom('corrected_conversations')
        .select(({ fn }) => fn.countAll().as('told'))
        .where('notice_id', '=', notice.id)
        .executeTakeFirstOrThrow()
      const sent = await trx
        .updateTable('correction_notices')
        .set({ status: 'sent', told: Number(told), version: notice.version + 1 })
        .where('id', '=', notice.id)
        .where('status', '=', 'approved')
        .returning('id')
        .executeTakeFirst()
      if (!sent) return
      await audit.record(trx, {
        actorId: null,
        action: 'knowledge.notice_sent',
        subject: notice.id,
        details: { title: notice.title, conversations: Number(told) },
      })
    })
  }

  return async (): Promise<void> => {
    const approved = await db
      .selectFrom('correction_notices')
      .selectAll()
      .where('status', '=', 'approved')
      .orderBy('decided_at')
      .execute()
    for (const notice of approved) {
      try {
        if (await tell(notice)) await settle(notice)
      } catch (error) {
        onError(error)
      }
    }
  }
}
