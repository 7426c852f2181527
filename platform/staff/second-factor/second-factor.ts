import type { StaffRow } from '../../../storage/tables.js'
import { createFailures } from '../failures.js'
import { endSessions } from '../session/end-sessions.js'
import type { StaffDeps } from '../staff-deps.js'
import { staffErrors } from '../staff-error.js'
import type { StaffRole } from '../staff-member.js'
import { qrCodeSvg } from './qr-code.js'
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes.js'
import { SECRET_BYTES, totpSecret, totpStep, totpUri } from './totp.js'

const MOST_WRONG_CODES = 5

export type SecondFactor = ReturnType<typeof createSecondFactor>
type Account = Pick<StaffRow, 'id' | 'login' | 'role' | 'totp_secret_encrypted' | 'totp_confirmed_at'>

/** One-time codes from an app on the phone (RFC 6238), and codes on paper for when it is lost. */
export function createSecondFactor(deps: StaffDeps) {
  const { db, transact, dataKey, audit, settings, now, randomBytes } = deps
  const failures = createFailures(deps)

  const isRequired = (role: StaffRole) =>
    settings.secondFactor === 'everybody' ||
    (settings.secondFactor === 'leaders' && (role === 'supervisor' || role === 'administrator'))

  /** A code is taken once: of two at the same time one wins. */
  async function takeTotp(account: Account, code: string): Promise<boolean> {
    const secret = account.totp_secret_encrypted
    const step = secret === null ? null : totpStep(dataKey.decrypt(secret), code, now())
    if (step === null) return false
    const { numUpdatedRows } = await db
      .updateTable('staff')
      .set({ totp_last_step: step })
      .where('id', '=', account.id)
      .where('totp_secret_encrypted', '=', secret)
      .where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', step)]))
      .executeTakeFirst()
    return numUpdatedRows === 1n
  }

  async function takeRecoveryCode({ id }: Account, code: string): Promise<boolean> {
    const { numDeletedRows } = await db
      .deleteFrom('staff_recovery_codes')
      .where('staff_id', '=', id)
      .where('code_hash', '=', hashRecoveryCode(dataKey, id, code))
      .executeTakeFirst()
    return numDeletedRows === 1n
  }

  /** @throws {StaffError} 423 too many wrong ones, 403 wrong or used before */
  async function counted(account: Account, check: () => Promise<boolean>): Promise<void> {
    const what = `code ${account.id}`
    await failures.count(what, MOST_WRONG_CODES)
    if (!(await check())) throw staffErrors.wrongCode()
    await failures.forget(what)
  }

  const replaceRecoveryCodes = (staffId: string) => {
    const codes = newRecoveryCodes(randomBytes)
    return {
      codes,
      async store(trx: Parameters<Parameters<StaffDeps['transact']>[0]>[0]) {
        await trx.deleteFrom('staff_recovery_codes').where('staff_id', '=', staffId).execute()
        const rows = codes.map((code) => ({
          staff_id: staffId,
          code_hash: hashRecoveryCode(dataKey, staffId, code),
        }))
        await trx.insertInto('staff_recovery_codes').values(rows).execute()
      },
    }
  }

  return {
    isRequired,

    /** A code from the app, or one on paper. @throws {StaffError} 403 wrong or used before, 423 too many wrong ones */
    async check(account: Account, code: string): Promise<{ by: 'app' | 'paper' }> {
      let by: 'app' | 'paper' = 'app'
      await counted(account, async () => {
        if (await takeTotp(account, code)) return true
        by = 'paper'
        return takeRecoveryCode(account, code)
      })
      return { by }
    },

    /**
     * A new secret, which counts once it has shown a code.
     * @throws {StaffError} 409 there is one already
     */
    async begin(account: Account): Promise<{ secret: string; uri: string; qrSvg: string }> {
      const secret = totpSecret(randomBytes(SECRET_BYTES))
      const { numUpdatedRows } = await db
        .updateTable('staff')
        .set({ totp_secret_encrypted: dataKey.encrypt(secret), totp_last_step: null })
        .where('id', '=', account.id)
        .where('totp_confirmed_at', 'is', null)
        .executeTakeFirst()
      if (numUpdatedRows !== 1n) throw staffErrors.secondFactorExists()
      const uri = totpUri(secret, account.login)
      return { secret, uri, qrSvg: qrCodeSvg(uri) }
    },

    /**
     * The app shows the right code: from now on it is asked for, and sessions elsewhere end.
     * @param ownSession stays
     * @returns codes for paper, shown this once
     * @throws {StaffError} 403 a wrong code, 409 nothing was begun, or it is done already
     */
    async confirm(account: Account, code: string, ownSession: string): Promise<string[]> {
      if (account.totp_confirmed_at !== null) throw staffErrors.secondFactorExists()
      if (account.totp_secret_encrypted === null) throw staffErrors.noSecondFactor()
      await counted(account, () => takeTotp(account, code))
      const recovery = replaceRecoveryCodes(account.id)
      await transact(async (trx) => {
        await trx
          .updateTable('staff')
          .set({ totp_confirmed_at: now().toISOString() })
          .where('id', '=', account.id)
          .execute()
        await recovery.store(trx)
        await endSessions(trx, account.id, ownSession)
        await audit.record(trx, { actorId: account.id, action: 'second_factor.add', subject: account.id })
      })
      return recovery.codes
    },

    /** The old codes on paper are void. */
    async renewRecoveryCodes(account: Account): Promise<string[]> {
      if (account.totp_confirmed_at === null) throw staffErrors.noSecondFactor()
      const recovery = replaceRecoveryCodes(account.id)
      await transact(async (trx) => {
        await recovery.store(trx)
        await audit.record(trx, { actorId: account.id, action: 'second_factor.renew', subject: account.id })
      })
      return recovery.codes
    },

    /** @param actorId the owner, an administrator, or null for the command line */
    async remove(staffId: string, actorId: string | null, keepSession?: string): Promise<void> {
      await transact(async (trx) => {
        await trx
          .updateTable('staff')
          .set({ totp_secret_encrypted: null, totp_confirmed_at: null, totp_last_step: null })
          .where('id', '=', staffId)
          .execute()
        await trx.deleteFrom('staff_recovery_codes').where('staff_id', '=', staffId).execute()
        await endSessions(trx, staffId, keepSession)
        await audit.record(trx, { actorId, action: 'second_factor.remove', subject: staffId })
      })
    },
  }
}
