import type { Transaction } from 'kysely'
import type { GuideDetails } from '../../knowledge/guide-details.js'
import type { QaProposalRow, Tables } from '../../storage/tables.js'
import { seesOffice } from '../staff/access/add-staff-access.js'
import type { StaffRequest } from '../staff/access/staff-access.js'
import { staffErrors } from '../staff/staff-error.js'
import type { ProposalRows } from './proposal-rows.js'
import type { ReviewDeps } from './review-deps.js'
import { reviewErrors } from './review-errors.js'
import type { MergeChoice } from './review-wire.js'

export interface Merged {
  waiting: readonly QaProposalRow[]
  /** As in `source_versions.id`. */
  replaced: readonly string[]
  /** What they were asked. */
  asks: readonly string[]
}

/** One answer in place of several. */
export function createMerge({ db }: Pick<ReviewDeps, 'db'>, rows: ProposalRows) {
  return {
    /** @throws {StaffError} 400 `unfit` it is no Q&A in use, 404 it is not theirs to see, 409 `changed`, `wrong_state` */
    async read(
      ownId: string,
      { merges = [], replaces = [] }: MergeChoice,
      { scope }: StaffRequest,
    ): Promise<Merged> {
      const waiting: QaProposalRow[] = []
      for (const { id, version } of merges) {
        const row = await rows.byId(id, version)
        if (!seesOffice(scope, row.office_id)) throw staffErrors.notFound()
        if (row.status !== 'in_review' || id === ownId) throw reviewErrors.wrongState()
        waiting.push(row)
      }
      const replaced =
        replaces.length === 0
          ? []
          : await db
              .selectFrom('passages as p')
              .innerJoin('source_versions as v', 'v.id', 'p.version_id')
              .innerJoin('sources as s', 's.id', 'v.source_id')
              .select(['v.id', 's.title', 'v.details'])
              .where('p.id', 'in', replaces)
              .where('s.kind', '=', 'faq')
              .where('v.status', '=', 'published')
              .execute()
      if (replaced.length < new Set(replaces).size)
        throw reviewErrors.unfit('要取代的问答已经不在使用中，请刷新后再看。')
      return {
        waiting,
        replaced: replaced.map(({ id }) => id),
        asks: [
          ...waiting.map(({ question }) => question),
          ...replaced.flatMap(({ title, details }) => [title, ...(JSON.parse(details) as GuideDetails).asks]),
        ],
      }
    },

    async settle(
      trx: Transaction<Tables>,
      { waiting }: Merged,
      into: QaProposalRow,
      { member }: StaffRequest,
    ): Promise<void> {
      for (const row of waiting) {
        const merged = await rows.change(trx, row, {
          status: 'merged',
          decider_name: into.decider_name,
          decided_at: into.decided_at,
          reason: into.question,
          answer_version_id: into.answer_version_id,
        })
        await rows.record(trx, member, 'merge', merged)
      }
    },
  }
}
