import { chinaDate } from '../../../knowledge/china-date.js'
import { withdrawVersions } from '../../../knowledge/ingest/withdraw-versions.js'
import { StaffError } from '../../staff/staff-error.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { type DraftRows, type DraftToPublish, PUBLISHED } from './draft-rows.js'
import type { PublishDrafts } from './publish-drafts.js'

/** Why a draft is not published at its hour, by the code of what stood against it. */
const RETURNED: Readonly<Record<string, string>> = {
  law_changed: '依据的法条有变化，请重新核对。',
  superseded: '起草之后已经发布过新的内容，请对照新内容修改。',
}

/**
 * At the hour that staff set: what was approved is published, and what expires is taken out. Where the law is another
 * one than when a draft was approved, it waits for a new look instead.
 */
export function createPublishDue(
  { db, transact, audit, now, onError }: KnowledgeDeps,
  rows: DraftRows,
  { publish }: PublishDrafts,
) {
  return async (): Promise<void> => {
    const due = await db
      .selectFrom('drafts')
      .select(PUBLISHED)
      .where('status', '=', 'scheduled')
      .where('publish_at', '<=', now().toISOString())
      .orderBy('publish_at')
      .limit(100)
      .execute()
    for (const draft of due) {
      // One that fails holds up no other.
      await publishOrReturn(draft).catch((error) => {
        // Somebody is ingesting, or another server was faster: the next look finds what is left.
        if (!(error instanceof StaffError)) onError(error)
      })
    }
    await expire()
  }

  async function publishOrReturn(draft: DraftToPublish): Promise<void> {
    try {
      await publish([draft], null)
    } catch (error) {
      const reason = error instanceof StaffError ? RETURNED[error.code] : undefined
      if (reason === undefined) throw error
      await transact(async (trx) => {
        await rows.change(trx, draft, {
          status: 'in_review',
          reason,
          publish_at: null,
          decider_name: null,
          decided_at: null,
        })
        await rows.record(trx, null, 'return', draft)
      })
    }
  }

  async function expire(): Promise<void> {
    const expired = await db
      .selectFrom('source_care as c')
      .innerJoin('source_versions as v', 'v.source_id', 'c.source_id')
      .innerJoin('sources as s', 's.id', 'c.source_id')
      .select(['v.id', 's.id as source_id', 's.title', 'c.expires_on'])
      .where('c.expires_on', '<=', chinaDate(now()))
      .where('v.status', '=', 'published')
      // What was published afterwards is meant to be used.
      .whereRef('v.created_at', '<', 'c.expires_on')
      .execute()
    if (expired.length === 0) return
    await withdrawVersions(db, {
      ids: expired.map(({ id }) => id),
      now,
      onWait: () => {
        throw new StaffError(409, 'busy', 'ingesting')
      },
      beside: (trx) =>
        audit.record(trx, {
          actorId: null,
          action: 'knowledge.expire',
          subject: expired.length === 1 ? expired[0]!.source_id : `${expired.length} sources`,
          details: {
            sources: expired.map(({ source_id, title, expires_on }) => ({ source_id, title, expires_on })),
          },
        }),
    }).catch((error) => {
      if (!(error instanceof StaffError)) throw error
    })
  }
}
