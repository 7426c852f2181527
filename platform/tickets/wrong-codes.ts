import type { TicketDeps } from './ticket-deps.js'

const MOST_WRONG_CODES = 5
/**
 * Of one length, not growing: numbers are easily guessed, so whoever wants to can lock any ticket, and a longer
 * lock would make that cheaper. Five guesses in a quarter of an hour come to nothing against 60 bits.
 */
const REMEMBERED_MS = 15 * 60_000

/**
 * Counts wrong query codes by ticket number, alike for numbers that no ticket has, so that a lock tells nobody
 * which exist. Kept in the database: neither a restart nor another replica starts the count again.
 */
export function createWrongCodes({ db, now }: Pick<TicketDeps, 'db' | 'now'>) {
  return {
    /** @returns ms until codes are tried again; 0: not locked */
    async lockedForMs(number: string): Promise<number> {
      const row = await db
        .selectFrom('wrong_codes')
        .select(['count', 'forgotten_at'])
        .where('ticket_number', '=', number)
        .executeTakeFirst()
      if (!row || row.count < MOST_WRONG_CODES) return 0
      return Math.max(0, Date.parse(row.forgotten_at) - now().getTime())
    },

    async add(number: string): Promise<void> {
      const at = now()
      // What is over goes here, so that guesses at numbers that no ticket has do not pile up.
      await db.deleteFrom('wrong_codes').where('forgotten_at', '<=', at.toISOString()).execute()
      await db
        .insertInto('wrong_codes')
        .values({
          ticket_number: number,
          count: 1,
          forgotten_at: new Date(at.getTime() + REMEMBERED_MS).toISOString(),
        })
        .onConflict((conflict) =>
          conflict
            .column('ticket_number')
            .doUpdateSet(({ ref, eb }) => ({ count: eb(ref('wrong_codes.count'), '+', 1) })),
        )
        .execute()
    },

    async forget(number: string): Promise<void> {
      await db.deleteFrom('wrong_codes').where('ticket_number', '=', number).execute()
    },
  }
}
