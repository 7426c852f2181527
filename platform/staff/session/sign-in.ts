import { isIPv6 } from 'node:net'
import type { StaffRow } from '../../../storage/tables.js'
import { foldLogin } from '../accounts/normalise-login.js'
import { createFailures } from '../failures.js'
import { isPassword } from '../password/hash-password.js'
import type { SecondFactor } from '../second-factor/second-factor.js'
import type { StaffDeps } from '../staff-deps.js'
import { staffErrors } from '../staff-error.js'
import type { Session, SessionStage, Sessions } from './sessions.js'

const MOST_WRONG_PASSWORDS = 10
/** An office may share one address. */
const MOST_FROM_ADDRESS = 50

const STRONG = { stage: 'full', strong: true } as const

export interface SignedIn {
  /** For the cookie. */
  token: string
  stage: SessionStage
}

/** From a password, or what a single sign-on said, to a session. */
export function createSignIn(deps: StaffDeps, sessions: Sessions, secondFactor: SecondFactor) {
  const { db, transact, audit } = deps
  const failures = createFailures(deps)

  async function begin(
    account: StaffRow,
    state: { stage: SessionStage; strong: boolean },
    how: Record<string, unknown>,
  ): Promise<SignedIn> {
    const token = sessions.newToken()
    const { stage } = state
    await transact(async (trx) => {
      await sessions.begin(trx, token, account.id, state)
      await audit.record(trx, {
        actorId: account.id,
        action: 'session.begin',
        subject: account.id,
        details: { ...how, stage },
      })
    })
    return { token, stage }
  }

  const stateOf = (account: StaffRow) => ({ stage: sessions.stageOf(account), strong: false })

  return {
    /**
     * An unknown login takes as long and ends the same way as a wrong password.
     * @throws {StaffError} 401 wrong, 423 too many wrong ones for this login or from this address, 503 too many at once
     */
    async withPassword(
      { login, password }: { login: string; password: string },
      address: string,
    ): Promise<SignedIn> {
      const folded = foldLogin(login)
      const [ofLogin, ofAddress] = [`password ${folded}`, `address ${networkOf(address)}`]
      await failures.count(ofAddress, MOST_FROM_ADDRESS)
      const { isLast } = await failures.count(ofLogin, MOST_WRONG_PASSWORDS)
      const account = await db
        .selectFrom('staff')
        .selectAll()
        .where('login', '=', folded)
        .where('status', '=', 'active')
        .executeTakeFirst()
      const isRight = await isPassword(password, account?.password_hash ?? null).catch(async (error) => {
        // Refused because too many came at once: nobody has looked at it.
        await failures.takeBack(ofLogin)
        await failures.takeBack(ofAddress)
        throw error
      })
      if (!isRight || !account) {
        if (isLast) {
          await transact((trx) =>
            audit.record(trx, {
              actorId: null,
              action: 'session.lock',
              subject: account?.id ?? 'unknown',
              details: { address },
            }),
          )
        }
        throw staffErrors.wrongCredentials()
      }
      await failures.forget(ofLogin)
      await failures.takeBack(ofAddress)
      return begin(account, stateOf(account), { by: 'password', address })
    },

    /** The code that is due after the password. The session goes on under another token. */
    async withCode(session: Session, code: string): Promise<SignedIn> {
      if (session.stage !== 'second_factor') throw staffErrors.noSecondFactorDue()
      const { by } = await secondFactor.check(session.account, code)
      await sessions.end(session.tokenHash)
      return begin(session.account, STRONG, { by: `code from ${by}` })
    },

    /** After a second factor was set up. The session goes on under another token. */
    async afterEnrolment(session: Session): Promise<SignedIn> {
      await sessions.end(session.tokenHash)
      return begin(session.account, STRONG, { by: 'enrolment' })
    },

    /** After the one-time link. */
    afterSetUp: (account: StaffRow) => begin(account, stateOf(account), { by: 'link' }),

    /**
     * @param identity.strong the provider has asked for a second factor itself
     * @returns null: no account that may sign in has this login
     */
    async withIdentity(
      identity: { login: string; strong: boolean },
      address: string,
    ): Promise<SignedIn | null> {
      const account = await db
        .updateTable('staff')
        .set({ status: 'active' })
        .where('login', '=', foldLogin(identity.login))
        .where('status', '!=', 'disabled')
        .returningAll()
        .executeTakeFirst()
      if (!account) return null
      const state = identity.strong ? STRONG : stateOf(account)
      return begin(account, state, { by: 'single sign-on', address })
    },
  }
}

/** One customer's IPv6 network, the first 64 bits, counts as one address. */
function networkOf(address: string): string {
  if (!isIPv6(address) || address.includes('.')) return address
  const [head = '', tail] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  if (tail !== undefined) while (groups.length < 4) groups.push('0')
  return groups.slice(0, 4).join(':')
}
