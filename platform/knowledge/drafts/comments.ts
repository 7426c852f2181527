import type { StaffMember } from '../../staff/staff-member.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import type { DraftRows } from './draft-rows.js'
import type { DraftReply } from './draft-wire.js'

export function createComments({ db, transact, now, randomBytes }: KnowledgeDeps, rows: DraftRows) {
  return {
    /** Oldest first. */
    async of(draftId: string): Promise<DraftReply['comments']> {
      const found = await db
        .selectFrom('draft_comments')
        .selectAll()
        .where('draft_id', '=', draftId)
        .orderBy('created_at')
        .orderBy('id')
        .execute()
      return found.map(({ id, author_name, text, created_at }) => ({
        id,
        authorName: author_name,
        text,
        createdAt: created_at,
      }))
    },

    /** @throws {StaffError} 404 */
    async add(draftId: string, text: string, member: StaffMember): Promise<void> {
      const draft = await rows.byId(draftId)
      await transact(async (trx) => {
        await trx
          .insertInto('draft_comments')
          .values({
            id: `co_${randomBytes(12).toString('base64url')}`,
            draft_id: draftId,
            author_id: member.id,
            author_name: member.name,
            text,
            created_at: now().toISOString(),
          })
          .execute()
        await rows.record(trx, member, 'comment', draft)
      })
    },
  }
}
