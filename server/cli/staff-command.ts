import { setUpUrl } from '../../platform/staff/accounts/set-up-links.js'
import { StaffError } from '../../platform/staff/staff-error.js'
import type { StaffRole } from '../../platform/staff/staff-member.js'
import type { StaffRow } from '../../storage/tables.js'
import { openRecords } from '../compose.js'
import type { Records } from '../create-records.js'
import type { CommandContext } from './command-context.js'
import { officeId } from './office-id.js'
import { UsageError } from './output.js'
import { serverUrl } from './server-url.js'

interface StaffOptions {
  action: 'list' | 'invite' | 'disable' | 'reset-password'
  /** Whose account. */
  login?: string
  /** Of who is invited. */
  role?: StaffRole
  name?: string
  newLogin?: string
  office?: string
  /** That the server listens on. */
  port?: number
}

export async function staffCommand({ config, output }: CommandContext, options: StaffOptions): Promise<void> {
  const run = chooseAction(options)
  const records = await openRecords(config, output)
  try {
    const { result, lines } = await run(records, (token) =>
      setUpUrl(serverUrl(config, options.port), { token }),
    )
    output.result(result, () => lines.join('\n'))
  } catch (error) {
    // Its words are for the desk.
    throw error instanceof StaffError ? new Error(`${error.code}: ${error.message}`) : error
  } finally {
    await records.close()
  }
}

type Run = (
  records: Records,
  urlOf: (token: string) => string,
) => Promise<{ result: unknown; lines: string[] }>

/** @throws {UsageError} before anything is opened */
function chooseAction(options: StaffOptions): Run {
  const { action, login } = options
  switch (action) {
    case 'list':
      return listStaff
    case 'invite': {
      const { role, name } = options
      if (!role || !name?.trim()) throw new UsageError('staff invite needs --role and --name')
      return (records, urlOf) => invite(records, { ...options, role, name }, urlOf)
    }
    case 'disable':
    case 'reset-password': {
      if (!login) throw new UsageError(`staff ${action} needs a login: wenfa staff list shows them`)
      return action === 'disable'
        ? (records) => disable(records, login)
        : (records, urlOf) => resetPassword(records, login, urlOf)
    }
    default:
      return action satisfies never
  }
}

const listStaff: Run = async ({ staff, db }) => {
  const accounts = await staff.accounts.list({ officeIds: 'all' })
  const names = new Map(
    (await db.selectFrom('offices').select(['id', 'name']).execute()).map(({ id, name }) => [id, name]),
  )
  const officeOf = ({ office_id }: StaffRow) =>
    office_id === null ? 'whole province' : (names.get(office_id) ?? `${office_id} (no such office)`)
  return {
    result: accounts.map((account) => ({ ...shown(account), office: officeOf(account) })),
    lines: accounts.length
      ? accounts.map((account) =>
          [account.login, account.name, account.role, account.status, officeOf(account)].join('\t'),
        )
      : ['No accounts yet: wenfa staff invite'],
  }
}

async function invite(
  { staff, offices }: Records,
  { role, name, newLogin, office }: StaffOptions & { role: StaffRole; name: string },
  urlOf: (token: string) => string,
) {
  const bound = office === undefined ? null : await officeId(offices, office)
  const { account, link } = await staff.accounts.invite(
    { role, name, login: newLogin, officeId: bound },
    null,
  )
  const url = urlOf(link.token)
  return {
    result: { ...shown(account), url, expiresAt: link.expiresAt },
    lines: [`${account.login} sets a password here, once, until ${link.expiresAt}: ${url}`],
  }
}

async function disable({ staff }: Records, login: string) {
  const account = await accountOf(staff, login)
  await staff.accounts.disable(account.id, null)
  return {
    result: { ...shown(account), status: 'disabled' },
    lines: [`${account.login} can no longer sign in`],
  }
}

async function resetPassword({ staff }: Records, login: string, urlOf: (token: string) => string) {
  const account = await accountOf(staff, login)
  const link = await staff.accounts.newLink(account.id, null)
  const url = urlOf(link.token)
  return {
    result: { ...shown(account), url, expiresAt: link.expiresAt },
    lines: [`${account.login} sets a new password here, once, until ${link.expiresAt}: ${url}`],
  }
}

/** @throws {UsageError} */
async function accountOf({ accounts }: Records['staff'], login: string): Promise<StaffRow> {
  const account = await accounts.named(login)
  if (!account) throw new UsageError(`There is no account ${login}: wenfa staff list shows them`)
  return account
}

function shown({ id, login, name, role, office_id, status }: StaffRow) {
  return { id, login, name, role, officeId: office_id, status }
}
