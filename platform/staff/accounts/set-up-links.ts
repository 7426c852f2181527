import type { Transaction } from 'kysely'
import type { StaffRow, Tables } from '../../../storage/tables.js'
import { hashPassword } from '../password/hash-password.js'
import { passwordProblem } from '../password/password-problem.js'
import { hashToken, newToken } from '../secret-token.js'
import { endSessions } from '../session/end-sessions.js'
import type { StaffDeps } from '../staff-deps.js'
import { staffErrors } from '../staff-error.js'

const VALID_MS = 24 * 3_600_000

export interface SetUpLink {
  token: string
  expiresAt: string
}

/** The address at the desk that a link leads to. After `#`, so that no server or proxy on the way writes it down. */
export function setUpUrl(baseUrl: string, { token }: Pick<SetUpLink, 'token'>): string {
  return `${baseUrl.replace(/\/$/, '')}/desk/set-up#${token}`
}

/** One-time links by which somebody sets the password of an account, the first or a forgotten one. */
export function createSetUpLinks({ db, transact, audit, now, randomBytes }: StaffDeps) {
  const owner = (from: Pick<typeof db, 'selectFrom'>, token: string) =>
    from
      .selectFrom('staff_invites')
      .innerJoin('staff', 'staff.id', 'staff_invites.staff_id')
      .selectAll('staff')
      .where('token_hash', '=', hashToken(token))
      .where('expires_at', '>', now().toISOString())
      .where('status', '!=', 'disabled')
      .executeTakeFirst()

  return {
    /** Made before the transaction that stores it. */
    newLink: (): SetUpLink => ({
      token: newToken(randomBytes),
      expiresAt: new Date(now().getTime() + VALID_MS).toISOString(),
    }),

    /** An earlier link of the account is void. */
    async store(trx: Transaction<Tables>, staffId: string, { token, expiresAt }: SetUpLink): Promise<void> {
      await trx
        .insertInto('staff_invites')
        .values({ staff_id: staffId, token_hash: hashToken(token), expires_at: expiresAt })
        .onConflict((conflict) =>
          conflict.column('staff_id').doUpdateSet({ token_hash: hashToken(token), expires_at: expiresAt }),
        )
        .execute()
    },

    /** Until when the link of an account may be used, by the account's id; one that is over is left out. */
    async open(): Promise<ReadonlyMap<string, string>> {
      const rows = await db
        .selectFrom('staff_invites')
        .select(['staff_id', 'expires_at'])
        .where('expires_at', '>', now().toISOString())
        .execute()
      return new Map(rows.map(({ staff_id, expires_at }) => [staff_id, expires_at]))
    },

    /** Whose it is, without using it up. @throws {StaffError} 410 */
    async read(token: string): Promise<Pick<StaffRow, 'login' | 'name'>> {
      const account = await owner(db, token)
      if (!account) throw staffErrors.linkSpent()
      return { login: account.login, name: account.name }
    },

    /**
     * Sets the password; sessions of before end. Of two who use a link at once one does.
     * @param name what the person wants to be called
     * @throws {StaffError} 410 used or expired, 400 the password will not do
     */
    async redeem({
      token,
      password,
      name,
    }: {
      token: string
      password: string
      name?: string
    }): Promise<StaffRow> {
      const found = await owner(db, token)
      if (!found) throw staffErrors.linkSpent()
      const problem = passwordProblem(password, [found.login, found.name, name ?? ''])
      if (problem) throw staffErrors.password(problem)
      const passwordHash = await hashPassword(password)
      return transact(async (trx) => {
        const account = await owner(trx, token)
        if (!account) throw staffErrors.linkSpent()
        // The account before the link, as who disables it does: in the other order two at once wait for each other.
        const changed = await trx
          .updateTable('staff')
          .set({ password_hash: passwordHash, status: 'active', ...(name !== undefined && { name }) })
          .where('id', '=', account.id)
          .where('status', '!=', 'disabled')
          .returningAll()
          .executeTakeFirst()
        const { numDeletedRows } = await trx
          .deleteFrom('staff_invites')
          .where('token_hash', '=', hashToken(token))
          .executeTakeFirst()
        if (!changed || numDeletedRows !== 1n) throw staffErrors.linkSpent()
        await endSessions(trx, account.id)
        const details = changed.name === account.name ? {} : { from: account.name, to: changed.name }
        await audit.record(trx, { actorId: account.id, action: 'password.set', subject: account.id, details })
        return changed
      })
    },
  }
}
