import { isMatter } from '../../knowledge/matter.js'
import { fullRegionName, parentCodes } from '../../knowledge/regions.js'
import type { Db } from '../../storage/database.js'
import type { QaProposalRow } from '../../storage/tables.js'
import type { ProposalView } from './review-wire.js'

const IN_USE: readonly QaProposalRow['status'][] = ['published', 'merged']

/** As they stand, each with the name of its office and whether its answer is still in use. */
export async function viewProposals(
  db: Db,
  rows: readonly QaProposalRow[],
  memberId: string,
): Promise<ProposalView[]> {
  if (rows.length === 0) return []
  const offices = await db
    .selectFrom('offices')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(rows.map(({ office_id }) => office_id ?? ''))])
    .execute()
  const withdrawn = await db
    .selectFrom('withdrawn_answers')
    .select('version_id')
    .where('version_id', 'in', [...new Set(rows.map(({ answer_version_id }) => answer_version_id ?? ''))])
    .execute()
  return rows.map((row) => ({
    id: row.id,
    status:
      IN_USE.includes(row.status) && withdrawn.some(({ version_id }) => version_id === row.answer_version_id)
        ? 'withdrawn'
        : row.status,
    version: row.version,
    ticketNumber: row.ticket_number,
    question: row.question,
    answer: row.answer,
    matter: isMatter(row.matter) ? row.matter : 'other',
    regionCode: row.region_code,
    regionName: row.region_code === null ? null : fullRegionName(row.region_code),
    officeName: offices.find(({ id }) => id === row.office_id)?.name ?? null,
    authorName: row.author_name,
    isOwn: row.author_id === memberId,
    editorName: row.editor_name,
    submittedAt: row.submitted_at,
    deciderName: row.decider_name,
    decidedAt: row.decided_at,
    reason: row.reason,
  }))
}

/** A region and those around it, nearest first. */
export function regionsAround(code: string | null): { code: string; name: string }[] {
  if (code === null) return []
  return [code, ...parentCodes(code)].flatMap((each) => {
    const name = fullRegionName(each)
    return name === null ? [] : [{ code: each, name }]
  })
}
