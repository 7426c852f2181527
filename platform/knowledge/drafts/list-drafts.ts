import { sql } from 'kysely'
import type { z } from 'zod'
import type { StaffMember } from '../../staff/staff-member.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { LISTED } from './draft-rows.js'
import type { draftPage, draftQuery } from './draft-wire.js'
import { viewListed } from './view-draft.js'

/** Those on which somebody has to act. */
const OPEN = ['draft', 'in_review', 'scheduled'] as const

export function createListDrafts({ db }: KnowledgeDeps) {
  /** Changed last first. */
  return async (
    { status = 'open', kind, uploadId, q, limit, offset }: z.infer<typeof draftQuery>,
    member: StaffMember,
  ): Promise<z.infer<typeof draftPage>> => {
    let query = db.selectFrom('drafts').where('status', 'in', status === 'open' ? OPEN : [status])
    if (kind !== undefined) query = query.where('kind', '=', kind)
    if (uploadId !== undefined) query = query.where('upload_id', '=', uploadId)
    if (q) {
      const like = `%${q.replace(/[\\%_]/g, '\\$&')}%`
      query = query.where(sql<boolean>`(title like ${like} escape '\\' or file like ${like} escape '\\')`)
    }
    const { total } = await query.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
    const found = await query
      .select([...LISTED, 'problems'])
      .select(({ selectFrom }) =>
        selectFrom('draft_sources')
          .whereRef('draft_id', '=', 'drafts.id')
          .select(({ fn }) => fn.countAll().as('n'))
          .as('sources'),
      )
      .orderBy('changed_at', 'desc')
      .orderBy('id')
      .limit(limit)
      .offset(offset)
      .execute()
    return {
      total: Number(total),
      drafts: found.map((row) => viewListed({ ...row, sources: Number(row.sources) }, member)),
    }
  }
}
