import { join, relative } from 'node:path'
import { ingest } from '../../knowledge/ingest/ingest.js'
import { setUpUrl } from '../../platform/staff/accounts/set-up-links.js'
import { memberOf, type StaffMember } from '../../platform/staff/staff-member.js'
import { openAssistant, openRecords } from '../compose.js'
import type { Records } from '../create-records.js'
import { DEMO_FORMER_MEMBER, DEMO_STAFF, type DemoLogin } from '../demo/demo-staff.js'
import { fillDemo } from '../demo/fill-demo.js'
import { fillExchange } from '../demo/fill-exchange.js'
import { updateIndex } from '../update-index.js'
import type { CommandContext } from './command-context.js'
import { UsageError } from './output.js'
import { freePort, serverUrl, USUAL_PORT } from './server-url.js'

const OFFICES = join(import.meta.dirname, '..', 'demo', 'offices.csv')

/**
 * Fills a data folder with offices, staff, conversations and tickets that are plainly invented.
 * @throws {UsageError} the folder has offices, staff, conversations or tickets of its own
 * @param given the port that the server will listen on
 */
export async function demoCommand({ config, output }: CommandContext, given?: number): Promise<void> {
  const port = given ?? (await freePort())
  const clock = { at: new Date() }
  const records = await openRecords(config, output, () => clock.at)
  try {
    await refuseRealFolder(records, config.dataDir)
    const { problems } = await ingest({ db: records.db, paths: [OFFICES], kind: 'offices' })
    if (problems.length > 0)
      throw new Error(`The offices of the demonstration are damaged: ${problems[0]?.message}`)
    await updateIndex(records, config, output)
    const officeIds = new Map(
      (await records.db.selectFrom('offices').select(['id', 'name']).execute()).map(({ id, name }) => [
        name,
        id,
      ]),
    )
    const members = new Map<DemoLogin, StaffMember>()
    const links: { name: string; login: string; role: string; office: string | null; url: string }[] = []
    for (const { login, name, role, office } of DEMO_STAFF) {
      const officeId = office === null ? null : (officeIds.get(office) ?? null)
      const { account, link } = await records.staff.accounts.invite({ login, name, role, officeId }, null)
      members.set(login, memberOf(account))
      links.push({ name, login, role, office, url: setUpUrl(serverUrl(config, port), link) })
    }
    await addFormerMember(records, officeIds, members.get('yanshi-guanli')!.id)
    const assistant = await openAssistant(records, config, output)
    try {
      const { conversations, tickets } = await fillDemo({ records, assistant, clock, members, officeIds })
      if (records.exchange) await fillExchange(records, clock.at)
      output.result({ conversations, tickets, links }, () =>
        [
          `演示数据已写入 ${config.dataDir}：${conversations} 个咨询，${tickets} 件工单，都是编的。`,
          `用 ${startLine(config.dataDir, port)} 启动后，打开各人的链接设置密码（24 小时内有效，每个用一次）：`,
          ...links.map(
            ({ name, login, role, office, url }) =>
              `  ${name}\t${login}\t${role}\t${office ?? '全省'}\n    ${url}`,
          ),
        ].join('\n'),
      )
    } finally {
      await assistant.close()
    }
  } finally {
    await records.close()
  }
}

function startLine(dataDir: string, port: number): string {
  const folder = relative('.', dataDir)
  const data = folder.startsWith('..') ? dataDir : `./${folder}`
  return `npm start -- --data ${data}${port === USUAL_PORT ? '' : ` --port ${port}`}`
}

/** Somebody who has left, so that an account that is shut is seen too. */
async function addFormerMember(
  { staff: { accounts } }: Records,
  officeIds: ReadonlyMap<string, string>,
  administratorId: string,
): Promise<void> {
  const { login, name, role, office } = DEMO_FORMER_MEMBER
  const officeId = officeIds.get(office) ?? null
  const { account } = await accounts.invite({ login, name, role, officeId }, administratorId)
  await accounts.disable(account.id, administratorId)
}

const OWN = ['tickets', 'conversations', 'staff', 'offices'] as const

async function refuseRealFolder({ db }: Records, dataDir: string): Promise<void> {
  for (const table of OWN) {
    const row = await db.selectFrom(table).select('id').limit(1).executeTakeFirst()
    if (row) {
      throw new UsageError(
        `${dataDir} has ${table} already, which the demonstration must not mix with: name an empty folder with --data`,
      )
    }
  }
}
