import type { z } from 'zod'
import type { StaffError } from '../../staff/staff-error.js'
import type { StaffMember } from '../../staff/staff-member.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import { type DraftRows, type DraftToPublish, PUBLISHED } from './draft-rows.js'
import type { bulkDecision, bulkReply } from './draft-wire.js'
import type { PublishDrafts } from './publish-drafts.js'
import { isOwn, unwrittenError } from './view-draft.js'

/** Drafts in one statement, or one transaction. */
const AT_ONCE = 200

type Refused = z.infer<typeof bulkReply>['refused']

/** The same step for many drafts, as those of an upload; those that cannot take it are named and left alone. */
export function createBulk(
  { db, transact, authorMayPublish, now }: KnowledgeDeps,
  rows: DraftRows,
  { publish }: PublishDrafts,
) {
  return async (
    { kind, ids, versions = {} }: z.infer<typeof bulkDecision>,
    member: StaffMember,
  ): Promise<z.infer<typeof bulkReply>> => {
    const drafts = await read(ids)
    const refused: Refused = []
    const taken = drafts.filter((draft) => {
      const why = refusalOf(draft)
      if (why) refused.push({ id: draft.id, title: draft.title, message: why.message })
      return !why
    })
    // What belongs together becomes visible together.
    if (kind === 'publish') {
      if (taken.length > 0) await publish(taken, member)
      return { done: taken.length, refused }
    }
    const at = now().toISOString()
    let done = 0
    for (let start = 0; start < taken.length; start += AT_ONCE) {
      const some = taken.slice(start, start + AT_ONCE)
      await transact(async (trx) => {
        for (const draft of some) {
          await rows.change(
            trx,
            draft,
            kind === 'submit'
              ? { status: 'in_review', submitted_at: at, reason: null }
              : { status: 'discarded', decider_name: member.name, decided_at: at },
          )
        }
        await rows.recordAll(trx, member, kind, some)
      })
      done += some.length
    }
    return { done, refused }

    function refusalOf(draft: DraftToPublish): StaffError | null {
      const from = { submit: ['draft'], publish: ['in_review'], discard: ['draft', 'in_review'] }[kind]
      if (!from.includes(draft.status)) return knowledgeErrors.wrongState()
      const unwritten = kind === 'discard' ? null : unwrittenError(draft)
      if (kind !== 'publish' || unwritten) return unwritten
      if (isOwn(draft, member) && !authorMayPublish) return knowledgeErrors.ownDraft()
      // What changed since it was looked at has been read by nobody.
      if (versions[draft.id] !== draft.version)
        return knowledgeErrors.changed(draft.editor_name ?? draft.author_name, draft.changed_at)
      return null
    }
  }

  async function read(ids: readonly string[]): Promise<DraftToPublish[]> {
    const found: DraftToPublish[] = []
    const distinct = [...new Set(ids)]
    for (let start = 0; start < distinct.length; start += AT_ONCE) {
      found.push(
        ...(await db
          .selectFrom('drafts')
          .select(PUBLISHED)
          .where('id', 'in', distinct.slice(start, start + AT_ONCE))
          .execute()),
      )
    }
    return found
  }
}
