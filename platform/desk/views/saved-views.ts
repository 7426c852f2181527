import type { z } from 'zod'
import type { StaffMember } from '../../staff/staff-member.js'
import type { DeskDeps } from '../desk-deps.js'
import { deskErrors } from '../desk-error.js'
import type { savedView, savedViewBody } from '../wire.js'

type SavedView = z.infer<typeof savedView>

/** What a member often looks for. Nobody else's business, so that it is not audited. */
export function createSavedViews({ db, transact, now, randomBytes }: DeskDeps) {
  return {
    async ownerOf(id: string): Promise<{ ownerId: string } | null> {
      const row = await db.selectFrom('desk_views').select('staff_id').where('id', '=', id).executeTakeFirst()
      return row ? { ownerId: row.staff_id } : null
    },

    async list({ id }: Pick<StaffMember, 'id'>): Promise<SavedView[]> {
      return db
        .selectFrom('desk_views')
        .select(['id', 'name', 'query', 'created_at as createdAt'])
        .where('staff_id', '=', id)
        .orderBy('created_at')
        .execute()
    },

    /** @throws {StaffError} 409 `view_exists` */
    add: ({ name, query }: z.infer<typeof savedViewBody>, member: Pick<StaffMember, 'id'>) =>
      transact(async (trx): Promise<SavedView> => {
        const view = {
          id: `v_${randomBytes(12).toString('base64url')}`,
          name,
          query,
          createdAt: now().toISOString(),
        }
        const added = await trx
          .insertInto('desk_views')
          .values({ id: view.id, staff_id: member.id, name, query, created_at: view.createdAt })
          .onConflict((conflict) => conflict.columns(['staff_id', 'name']).doNothing())
          .returning('id')
          .executeTakeFirst()
        if (!added) throw deskErrors.viewExists(name)
        return view
      }),

    async remove(id: string): Promise<void> {
      await db.deleteFrom('desk_views').where('id', '=', id).execute()
    },
  }
}
