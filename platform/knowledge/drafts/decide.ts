import type { StaffMember } from '../../staff/staff-member.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import type { DraftRows } from './draft-rows.js'
import type { DraftDecision } from './draft-wire.js'
import { noteLawOf } from './law-of-draft.js'
import type { PublishDrafts } from './publish-drafts.js'
import { isOwn, unwrittenError } from './view-draft.js'

/** The steps of a draft, each by one member. What was published is undone at its source, not here. */
export function createDecide(
  { transact, authorMayPublish, now }: KnowledgeDeps,
  rows: DraftRows,
  { publish }: PublishDrafts,
) {
  /** @throws {StaffError} 400 `past`, 404, 409 `changed`, `wrong_state`, `own_draft`, `unwritten`, `busy` */
  return async (id: string, decision: DraftDecision, member: StaffMember): Promise<void> => {
    const row = await rows.byId(id, decision.version)
    const at = now().toISOString()
    const settle = (action: string, values: Parameters<DraftRows['change']>[2]) =>
      transact(async (trx) => {
        await rows.change(trx, row, values)
        if (values.publish_at) await noteLawOf(trx, row, values.publish_at)
        await rows.record(trx, member, action, row)
      })
    const mustBe = (...statuses: (typeof row.status)[]) => {
      if (!statuses.includes(row.status)) throw knowledgeErrors.wrongState()
    }
    const mustBeWritten = () => {
      const unwritten = unwrittenError(row)
      if (unwritten) throw unwritten
    }
    switch (decision.kind) {
      case 'submit':
        mustBe('draft')
        mustBeWritten()
        return settle('submit', { status: 'in_review', submitted_at: at, reason: null })
      case 'return':
        mustBe('in_review', 'scheduled')
        return settle('return', {
          status: 'draft',
          decider_name: member.name,
          decided_at: at,
          reason: decision.reason,
          publish_at: null,
        })
      case 'publish': {
        mustBe('in_review', 'scheduled')
        mustBeWritten()
        if (isOwn(row, member) && !authorMayPublish) throw knowledgeErrors.ownDraft()
        if (decision.publishAt === undefined) {
          await publish([row], member)
          return
        }
        if (decision.publishAt <= at) throw knowledgeErrors.past()
        return settle('schedule', {
          status: 'scheduled',
          reason: null,
          decider_name: member.name,
          decided_at: at,
          publish_at: decision.publishAt,
        })
      }
      case 'discard':
        mustBe('draft', 'in_review', 'scheduled')
        return settle('discard', { status: 'discarded', decider_name: member.name, decided_at: at })
      default:
        return decision satisfies never
    }
  }
}
