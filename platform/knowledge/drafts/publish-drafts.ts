import type { Transaction } from 'kysely'
import { publishDocuments } from '../../../knowledge/ingest/publish-documents.js'
import type { Tables } from '../../../storage/tables.js'
import type { StaffMember } from '../../staff/staff-member.js'
import { settleFlags } from '../dependents/settle-flags.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import type { DraftRows, DraftToPublish } from './draft-rows.js'
import { checkLawOf } from './law-of-draft.js'
import { documentsOf, refuseSuperseded, takenPlaceOf } from './to-publish.js'

export type PublishDrafts = ReturnType<typeof createPublishDrafts>

export function createPublishDrafts({ db, now }: KnowledgeDeps, rows: DraftRows) {
  return {
    /**
     * All as one revision, and in its transaction what became of the drafts.
     * @param actor null: their hour has come
     * @param begin written first in the transaction
     * @throws {StaffError} 409 `busy` somebody is ingesting, `changed`, `superseded`; `law_changed` their hour has come,
     *   and the law is another one than when they were approved
     */
    async publish(
      drafts: readonly DraftToPublish[],
      actor: StaffMember | null,
      begin?: (trx: Transaction<Tables>) => Promise<void>,
    ): Promise<{ revision: number }> {
      await refuseSuperseded(db, drafts)
      const publishedAt = now().toISOString()
      const replaced = await takenPlaceOf(db, drafts)
      const settle = async (trx: Transaction<Tables>) => {
        await begin?.(trx)
        for (const draft of drafts) {
          if (!actor) await checkLawOf(trx, draft, now())
          await rows.change(trx, draft, {
            status: 'published',
            published_at: publishedAt,
            ...(actor && { decider_name: actor.name, decided_at: publishedAt }),
          })
        }
        await settleFlags(trx, {
          versionIds: replaced,
          status: 'replaced',
          by: actor?.name ?? null,
          now: now(),
        })
        await rows.recordAll(trx, actor, 'publish', drafts)
      }
      return publishDocuments(db, {
        documents: documentsOf(drafts),
        withdraw: replaced,
        beside: settle,
        onWait: () => {
          throw knowledgeErrors.busy()
        },
        now,
      })
    },
  }
}
