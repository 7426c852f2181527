import type { Transaction } from 'kysely'
import type { StaffRow, Tables } from '../../../storage/tables.js'
import type { StaffScope } from '../../tickets/staff-scope.js'
import { createFailures } from '../failures.js'
import { hashPassword, isPassword } from '../password/hash-password.js'
import { passwordProblem } from '../password/password-problem.js'
import { endSessions } from '../session/end-sessions.js'
import type { StaffDeps } from '../staff-deps.js'
import { staffErrors } from '../staff-error.js'
import type { StaffRole } from '../staff-member.js'
import { normaliseLogin } from './normalise-login.js'
import { createSetUpLinks, type SetUpLink } from './set-up-links.js'

const MOST_WRONG_PASSWORDS = 5

export interface Invitation {
  /** Default: the name. */
  login?: string
  name: string
  role: StaffRole
  /** null: the whole province. */
  officeId: string | null
}

/** Who may sign in, and as what. Every change is in the audit log; nobody is ever deleted. */
export function createAccounts(deps: StaffDeps) {
  const { db, transact, audit, now, randomBytes } = deps
  const links = createSetUpLinks(deps)
  const failures = createFailures(deps)

  const find = (id: string, from: Pick<typeof db, 'selectFrom'> = db): Promise<StaffRow | undefined> =>
    from.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst()

  async function add(
    trx: Transaction<Tables>,
    { login, name, role, officeId }: Required<Invitation>,
    id: string,
    actorId: string | null,
  ): Promise<StaffRow> {
    const added = await trx
      .insertInto('staff')
      .values({
        id,
        login,
        name,
        role,
        office_id: officeId,
        status: 'invited',
        created_at: now().toISOString(),
      })
      .onConflict((conflict) => conflict.column('login').doNothing())
      .returningAll()
      .executeTakeFirst()
    if (!added) throw staffErrors.loginTaken(login)
    await audit.record(trx, {
      actorId,
      action: 'staff.invite',
      subject: id,
      details: { name, role, officeId },
    })
    return added
  }

  const newId = () => `s_${randomBytes(16).toString('base64url')}`

  return {
    find,

    async named(login: string): Promise<StaffRow | undefined> {
      return db.selectFrom('staff').selectAll().where('login', '=', normaliseLogin(login)).executeTakeFirst()
    },

    /** By office and name. Whoever is bound to no office is seen by those who see all. */
    async list({ officeIds }: StaffScope): Promise<StaffRow[]> {
      let query = db.selectFrom('staff').selectAll()
      if (officeIds !== 'all') {
        if (officeIds.length === 0) return []
        query = query.where('office_id', 'in', officeIds)
      }
      return query.orderBy('office_id').orderBy('name').orderBy('id').execute()
    },

    /** @throws {StaffError} 409 the login is taken, 400 it cannot be one */
    async invite(
      invitation: Invitation,
      actorId: string | null,
    ): Promise<{ account: StaffRow; link: SetUpLink }> {
      const name = invitation.name.trim()
      const login = normaliseLogin(invitation.login ?? name)
      const [id, link] = [newId(), links.newLink()]
      return transact(async (trx) => {
        const account = await add(trx, { ...invitation, name, login }, id, actorId)
        await links.store(trx, id, link)
        return { account, link }
      })
    },

    /**
     * For a server that nobody can administer yet.
     * @returns null: there is an administrator, or a link to become one is open
     */
    async firstLink(): Promise<SetUpLink | null> {
      const [id, link] = [newId(), links.newLink()]
      return transact(async (trx) => {
        // The lock of the audit log makes two processes that start at once come one after the other.
        await trx
          .updateTable('audit_head')
          .set((eb) => ({ seq: eb.ref('seq') }))
          .execute()
        const usable = await trx
          .selectFrom('staff')
          .leftJoin('staff_invites', 'staff_invites.staff_id', 'staff.id')
          .select('staff.id')
          .where('role', '=', 'administrator')
          .where((eb) =>
            eb.or([
              eb('status', '=', 'active'),
              eb.and([eb('status', '=', 'invited'), eb('expires_at', '>', now().toISOString())]),
            ]),
          )
          .limit(1)
          .executeTakeFirst()
        if (usable) return null
        const first = { login: 'admin', name: '管理员', role: 'administrator', officeId: null } as const
        const present = await trx
          .selectFrom('staff')
          .select(['id', 'status'])
          .where('login', '=', first.login)
          .executeTakeFirst()
        // Somebody was made another thing or shut out on purpose: the command line decides.
        if (present && present.status !== 'invited') return null
        if (!present) await add(trx, first, id, null)
        await links.store(trx, present?.id ?? id, link)
        return link
      })
    },

    /** A new link for a forgotten password; the old password goes on until it is used. */
    async newLink(staffId: string, actorId: string | null): Promise<SetUpLink> {
      const link = links.newLink()
      return transact(async (trx) => {
        const account = await find(staffId, trx)
        if (!account) throw staffErrors.notFound()
        if (account.status === 'disabled') throw staffErrors.disabled()
        await links.store(trx, staffId, link)
        await audit.record(trx, { actorId, action: 'staff.link', subject: staffId })
        return link
      })
    },

    /** Sessions end, so that nothing goes on with what was allowed before. */
    async change(
      staffId: string,
      to: { name?: string; role?: StaffRole; officeId?: string | null },
      actorId: string | null,
    ): Promise<StaffRow> {
      return transact(async (trx) => {
        const before = await find(staffId, trx)
        if (!before) throw staffErrors.notFound()
        const { name = before.name, role = before.role, officeId = before.office_id } = to
        const after = await trx
          .updateTable('staff')
          .set({ name, role, office_id: officeId })
          .where('id', '=', staffId)
          .returningAll()
          .executeTakeFirstOrThrow()
        if (role !== before.role || officeId !== before.office_id) await endSessions(trx, staffId)
        const from = { name: before.name, role: before.role, officeId: before.office_id }
        await audit.record(trx, {
          actorId,
          action: 'staff.change',
          subject: staffId,
          details: { from, to: { name, role, officeId } },
        })
        return after
      })
    },

    async disable(staffId: string, actorId: string | null): Promise<void> {
      await transact(async (trx) => {
        await trx.updateTable('staff').set({ status: 'disabled' }).where('id', '=', staffId).execute()
        await trx.deleteFrom('staff_invites').where('staff_id', '=', staffId).execute()
        await endSessions(trx, staffId)
        await audit.record(trx, { actorId, action: 'staff.disable', subject: staffId })
      })
    },

    /** Comes back with the password of before, or waits for a link where there was none. */
    async enable(staffId: string, actorId: string | null): Promise<void> {
      await transact(async (trx) => {
        const account = await find(staffId, trx)
        if (account?.status !== 'disabled') return
        await trx
          .updateTable('staff')
          .set({ status: account.password_hash === null ? 'invited' : 'active' })
          .where('id', '=', staffId)
          .execute()
        await audit.record(trx, { actorId, action: 'staff.enable', subject: staffId })
      })
    },

    /**
     * Sessions elsewhere end.
     * @throws {StaffError} 400 the new one will not do
     */
    async changePassword(account: StaffRow, next: string, ownSession: string): Promise<void> {
      const problem = passwordProblem(next, [account.login, account.name])
      if (problem) throw staffErrors.password(problem)
      const passwordHash = await hashPassword(next)
      await transact(async (trx) => {
        await trx
          .updateTable('staff')
          .set({ password_hash: passwordHash })
          .where('id', '=', account.id)
          .execute()
        await trx.deleteFrom('staff_invites').where('staff_id', '=', account.id).execute()
        await endSessions(trx, account.id, ownSession)
        await audit.record(trx, { actorId: account.id, action: 'password.change', subject: account.id })
      })
    },

    /** Before something that a stranger at an open screen must not do. @throws {StaffError} 403 wrong, 423 locked */
    async checkPassword(account: StaffRow, password: string): Promise<void> {
      const what = `own password ${account.id}`
      await failures.count(what, MOST_WRONG_PASSWORDS)
      if (!(await isPassword(password, account.password_hash))) throw staffErrors.wrongPassword()
      await failures.forget(what)
    },

    async signOutEverywhere(staffId: string, actorId: string): Promise<void> {
      await transact(async (trx) => {
        await endSessions(trx, staffId)
        await audit.record(trx, { actorId, action: 'session.end_all', subject: staffId })
      })
    },

    openLinks: links.open,
    readLink: links.read,
    redeemLink: links.redeem,
  }
}
