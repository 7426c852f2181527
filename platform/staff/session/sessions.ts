import type { Transaction } from 'kysely'
import type { StaffRow, Tables } from '../../../storage/tables.js'
import type { SecondFactor } from '../second-factor/second-factor.js'
import { hashToken, newToken } from '../secret-token.js'
import type { StaffDeps } from '../staff-deps.js'

export type SessionStage = 'second_factor' | 'enrolment' | 'full'

/** For typing a code, or setting up the app. */
const UNFINISHED_MINUTES = 15
/** `last_seen_at` is written so often at most. */
const SEEN_MS = 60_000

export interface Session {
  tokenHash: string
  stage: SessionStage
  account: StaffRow
  /** What unsafe requests must send in the header `x-wenfa-csrf`. */
  csrfToken: string
  expiresAt: string
}

export type Sessions = ReturnType<typeof createSessions>

/** Who is signed in: opaque tokens in cookies, their hashes in the database. */
export function createSessions(
  { db, dataKey, settings, now, randomBytes }: StaffDeps,
  secondFactor: SecondFactor,
) {
  const idleMs = settings.idleMinutes * 60_000
  const later = (ms: number) => new Date(now().getTime() + ms).toISOString()
  const csrfTokenOf = (tokenHash: string) => dataKey.mac('staff csrf token', tokenHash).toString('base64url')

  return {
    newToken: () => newToken(randomBytes),
    csrfTokenOf: (token: string) => csrfTokenOf(hashToken(token)),

    /** What is due before an account whose password was right may do anything. */
    stageOf(account: Pick<StaffRow, 'role' | 'totp_confirmed_at'>): SessionStage {
      if (account.totp_confirmed_at !== null) return 'second_factor'
      return secondFactor.isRequired(account.role) ? 'enrolment' : 'full'
    },

    /** @param token from `newToken`, made before the transaction */
    async begin(
      trx: Transaction<Tables>,
      token: string,
      staffId: string,
      { stage, strong }: { stage: SessionStage; strong: boolean },
    ) {
      const at = now().toISOString()
      // The account before its sessions, as who disables it does: in the other order two at once wait for each other.
      if (stage === 'full') {
        await trx.updateTable('staff').set({ last_signed_in_at: at }).where('id', '=', staffId).execute()
      }
      await trx
        .deleteFrom('staff_sessions')
        .where((eb) => eb.or([eb('expires_at', '<=', at), eb('last_seen_at', '<=', later(-idleMs))]))
        .execute()
      const lifeMs = stage === 'full' ? settings.sessionHours * 3_600_000 : UNFINISHED_MINUTES * 60_000
      await trx
        .insertInto('staff_sessions')
        .values({
          token_hash: hashToken(token),
          staff_id: staffId,
          stage,
          strong: strong ? 1 : 0,
          created_at: at,
          last_seen_at: at,
          expires_at: later(lifeMs),
        })
        .execute()
    },

    /** On how many devices each is signed in now; who is on none is left out. */
    async countOpen(): Promise<ReadonlyMap<string, number>> {
      const rows = await db
        .selectFrom('staff_sessions')
        .select((eb) => ['staff_id', eb.fn.countAll().as('count')])
        .where('stage', '=', 'full')
        .where('expires_at', '>', now().toISOString())
        .where('last_seen_at', '>', later(-idleMs))
        .groupBy('staff_id')
        .execute()
      return new Map(rows.map(({ staff_id, count }) => [staff_id, Number(count)]))
    },

    /** @returns null: there is no such session, it is over, or its account may no longer sign in */
    async find(token: string): Promise<Session | null> {
      const tokenHash = hashToken(token)
      const row = await db
        .selectFrom('staff_sessions')
        .innerJoin('staff', 'staff.id', 'staff_sessions.staff_id')
        .selectAll('staff')
        .select(['stage', 'strong', 'last_seen_at', 'expires_at'])
        .where('token_hash', '=', tokenHash)
        .where('expires_at', '>', now().toISOString())
        .where('last_seen_at', '>', later(-idleMs))
        .where('staff.status', '=', 'active')
        .executeTakeFirst()
      if (!row) return null
      const { stage, strong, last_seen_at, expires_at, ...account } = row
      if (now().getTime() - Date.parse(last_seen_at) > SEEN_MS) {
        await db
          .updateTable('staff_sessions')
          .set({ last_seen_at: now().toISOString() })
          .where('token_hash', '=', tokenHash)
          .execute()
      }
      // The role may ask for a second factor only since the session began.
      const isDue =
        strong === 0 && account.totp_confirmed_at === null && secondFactor.isRequired(account.role)
      return {
        tokenHash,
        stage: stage === 'full' && isDue ? 'enrolment' : stage,
        account,
        csrfToken: csrfTokenOf(tokenHash),
        expiresAt: expires_at,
      }
    },

    /** Which of these still are signed in; to be asked does not count as a request. */
    async alive(tokenHashes: readonly string[]): Promise<Set<string>> {
      if (tokenHashes.length === 0) return new Set()
      const rows = await db
        .selectFrom('staff_sessions')
        .innerJoin('staff', 'staff.id', 'staff_sessions.staff_id')
        .select('token_hash')
        .where('token_hash', 'in', tokenHashes)
        .where('expires_at', '>', now().toISOString())
        .where('last_seen_at', '>', later(-idleMs))
        .where('staff.status', '=', 'active')
        .execute()
      return new Set(rows.map(({ token_hash }) => token_hash))
    },

    async end(tokenHash: string): Promise<void> {
      await db.deleteFrom('staff_sessions').where('token_hash', '=', tokenHash).execute()
    },
  }
}
