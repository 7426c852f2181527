import type { Transaction } from 'kysely'
import { isRegionCode } from '../../knowledge/regions.js'
import type { QaProposalRow, Tables } from '../../storage/tables.js'
import { staffErrors } from '../staff/staff-error.js'
import type { StaffMember } from '../staff/staff-member.js'
import type { CheckText } from './check-text.js'
import type { ReviewDeps } from './review-deps.js'
import { reviewErrors } from './review-errors.js'
import type { ProposalView, QaText } from './review-wire.js'
import { viewProposals } from './view-proposal.js'

/** Others that wait are of no interest. */
const NOBODY = { officeIds: [] }

export type ProposalRows = ReturnType<typeof createProposalRows>

/** Reading and changing one proposal at a time, each change written down. */
export function createProposalRows({ db, audit }: ReviewDeps, { check }: Pick<CheckText, 'check'>) {
  return {
    ofTicket: (number: string) =>
      db.selectFrom('qa_proposals').selectAll().where('ticket_number', '=', number).executeTakeFirst(),

    /** @param version which the caller saw; absent: whatever it is now. @throws {StaffError} 404, 409 `changed` */
    async byId(id: string, version?: number): Promise<QaProposalRow> {
      const row = await db.selectFrom('qa_proposals').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) throw staffErrors.notFound()
      if (version !== undefined && row.version !== version)
        throw reviewErrors.changed(row.decider_name ?? row.editor_name ?? row.author_name)
      return row
    },

    async view(row: QaProposalRow, member: StaffMember): Promise<ProposalView> {
      return (await viewProposals(db, [row], member.id))[0]!
    },

    /** @returns the articles that it cites. @throws {StaffError} 400 it may not be published as it is */
    async citationsOf(text: QaText, heard: readonly string[] = []): Promise<string[]> {
      if (text.regionCode !== null && !isRegionCode(text.regionCode)) throw reviewErrors.noRegion()
      const { problem, citations } = await check(text, NOBODY, { heard })
      if (problem !== null) throw reviewErrors.unfit(problem)
      return citations.map(({ name }) => name)
    },

    /** Of two at once one wins. @throws {StaffError} 409 */
    async change(
      trx: Transaction<Tables>,
      { id, version, status }: Pick<QaProposalRow, 'id' | 'version' | 'status'>,
      values: Partial<QaProposalRow>,
    ): Promise<QaProposalRow> {
      const changed = await trx
        .updateTable('qa_proposals')
        .set({ ...values, version: version + 1 })
        .where('id', '=', id)
        .where('version', '=', version)
        .where('status', '=', status)
        .returningAll()
        .executeTakeFirst()
      if (!changed) throw reviewErrors.changed('同事')
      return changed
    },

    record: (
      trx: Transaction<Tables>,
      member: StaffMember,
      action: string,
      row: QaProposalRow,
      details: object = {},
    ) =>
      audit.record(trx, {
        actorId: member.id,
        action: `qa.${action}`,
        subject: row.ticket_number ?? row.id,
        details: { proposal: row.id, version: row.version, ...details },
      }),
  }
}

export const columnsOf = (
  { question, answer, matter, regionCode }: QaText,
  citations: readonly string[],
) => ({
  question,
  answer,
  matter,
  region_code: regionCode,
  citations: JSON.stringify(citations),
})
