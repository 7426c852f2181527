import type { StaffDeps } from './staff-deps.js'
import { staffErrors } from './staff-error.js'

const REMEMBERED_MS = 15 * 60_000

/**
 * Counts what went wrong of late. Every try counts before it is judged, so that tries at once cannot slip past the
 * limit. Kept in the database: neither a restart nor another replica starts the count again.
 */
export function createFailures({ db, dataKey, now }: Pick<StaffDeps, 'db' | 'dataKey' | 'now'>) {
  // Keyed: neither addresses nor what was typed as a login can be read from it.
  const keyOf = (what: string) => dataKey.mac('staff failures', what).toString('hex')

  return {
    /**
     * @param most so many wrong ones within a quarter of an hour; the next is refused, right or wrong
     * @returns whether this is the last one before the lock
     * @throws {StaffError} 423 locked
     */
    async count(what: string, most: number): Promise<{ isLast: boolean }> {
      const at = now()
      await db.deleteFrom('staff_failures').where('forgotten_at', '<=', at.toISOString()).execute()
      const { count, forgotten_at } = await db
        .insertInto('staff_failures')
        .values({
          key: keyOf(what),
          count: 1,
          forgotten_at: new Date(at.getTime() + REMEMBERED_MS).toISOString(),
        })
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet(({ ref, eb }) => ({ count: eb(ref('staff_failures.count'), '+', 1) })),
        )
        .returning(['count', 'forgotten_at'])
        .executeTakeFirstOrThrow()
      if (count > most) throw staffErrors.locked(Math.max(1, Date.parse(forgotten_at) - at.getTime()))
      return { isLast: count === most }
    },

    /** It went right: the count starts again. */
    async forget(what: string): Promise<void> {
      await db.deleteFrom('staff_failures').where('key', '=', keyOf(what)).execute()
    },

    /** It went right: this one does not count. Others from there go on counting. */
    async takeBack(what: string): Promise<void> {
      await db
        .updateTable('staff_failures')
        .set((eb) => ({ count: eb('count', '-', 1) }))
        .where('key', '=', keyOf(what))
        .where('count', '>', 0)
        .execute()
    },
  }
}
