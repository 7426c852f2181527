import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { verifyAudit } from '../platform/staff/audit/verify-audit.js'
import { hashContact } from '../platform/tickets/contact-hash.js'
import { readDataKey } from '../storage/data-key.js'
import { keyCheckOf } from '../storage/judge-data-key.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { keyRotateCommand } from './cli/key-command.js'
import type { Output } from './cli/output.js'
import { openRecords } from './compose.js'
import { type Config, readConfig } from './config.js'
import type { Records } from './create-records.js'
import { runWenfa } from './spawn-server.js'

const PHONE = '13912345678'
const MESSAGES = 6000
const KILLS = 3
const BIN = join(import.meta.dirname, '..', 'bin', 'wenfa.js')
const SILENT: Output = { json: true, result() {}, say() {}, progress: () => ({ update() {}, stop() {} }) }

describe.each(testDatabases())('wenfa key rotate on $name', ({ open }) => {
  let database: TestDatabase
  let config: Config
  let environment: Record<string, string>
  beforeEach(async () => {
    database = await open()
    // Whoever is connected counts as somebody who works there.
    await database.close()
    const { dataDir, databaseUrl } = database
    environment = {
      WENFA_PUBLIC_URL: 'https://12348.example',
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    }
    config = readConfig(environment, dataDir)
  })
  afterEach(() => database.drop())

  async function withRecords<T>(work: (records: Records) => Promise<T>): Promise<T> {
    const records = await openRecords(config, SILENT)
    return work(records).finally(records.close)
  }

  /** A ticket with what is derived from the key, and many messages. */
  async function story({ conversations, tickets, pageLinks, switches, db, dataKey, transact }: Records) {
    const { id: conversationId } = await transact((trx) => conversations.open(trx, { channel: 'web' }))
    const rows = Array.from({ length: MESSAGES }, (_, i) => ({
      ...{ id: `m_${i}`, conversation_id: conversationId, client_message_id: `c${i}`, input: '{}' },
      ...{ text_encrypted: dataKey.encrypt(`老板拖欠工资 ${i}`), text_masked: '老板拖欠工资' },
      created_at: `2026-11-28T08:00:00.${String(i).padStart(6, '0')}Z`,
    }))
    for (let from = 0; from < MESSAGES; from += 500) {
      await db
        .insertInto('messages')
        .values(rows.slice(from, from + 500))
        .execute()
    }
    await switches.set({ name: 'model', off: true, reason: '试', actorId: null })
    const ticket = await tickets.openTicket({
      ...{ conversationId, messageId: 'm_0', reason: 'on_request', urgency: 'normal', matter: 'labour' },
      ...{
        serviceLine: null,
        regionCode: null,
        summaryMasked: '老板拖欠工资',
        contact: PHONE,
        consent: { noticeVersion: '1', byGuardian: false },
      },
    })
    const reply = { replyId: 'r_1', outcome: 'answered_from_sources', answer: EMPTY } as const
    return { conversationId, ticket, link: pageLinks.answerUrl(reply, '')! }
  }

  async function check(told: Awaited<ReturnType<typeof story>>, records: Records, rotations: number) {
    const { tickets, pageLinks, db, dataKey } = records
    const { number, queryCode } = told.ticket
    expect(await tickets.byNumberWithCode(number, queryCode)).toMatchObject({ status: 'found' })
    expect((await tickets.ticketsByMessage(told.conversationId)).get('m_0')).toMatchObject({ queryCode })
    expect((await tickets.openTicket({ messageId: 'm_0' } as never)).queryCode).toBe(queryCode)
    const { contact_hash } = await db.selectFrom('tickets').select('contact_hash').executeTakeFirstOrThrow()
    expect(contact_hash).toBe(hashContact(dataKey, PHONE))
    expect(pageLinks.isKeyOf('answer', 'r_1', new URL(told.link).searchParams.get('key')!)).toBe(true)
    expect(await verifyAudit({ db, dataKey })).toMatchObject({ broken: null, checked: 1 + rotations })
    const messages = await db.selectFrom('messages').select('text_encrypted').execute()
    const texts = new Set(messages.map((row) => dataKey.decrypt(row.text_encrypted)))
    expect(texts.size).toBe(MESSAGES)
    expect(dataKey.macs('any', 'text')).toHaveLength(1 + rotations)
  }

  it(`ends with everything under the new key, over ${KILLS} kills; not beside somebody at work`, async () => {
    const told = await withRecords(async (records) => {
      const told = await story(records)
      await expect(keyRotateCommand({ config, output: SILENT })).rejects.toThrow('stop them all')
      return told
    })
    const before = keyCheckOf(readDataKey(config.dataDir)!)
    const args = ['key', 'rotate', '--data', config.dataDir]
    let begun = 0
    for (let kill = 0; kill < KILLS; kill++) {
      await killWhenBegun([BIN, ...args], environment, kill * 100 + Math.random() * 100)
      const started = await openRecords(config, SILENT).then(
        (records) => records.close(),
        (error: Error) => error.message,
      )
      if (started !== undefined) {
        expect(started).toContain('The data key is being changed, or the change was interrupted')
        begun++
      }
    }
    const { code, stderr, stdout } = await runWenfa(args, environment)
    expect(stderr).not.toContain('Error')
    expect([code, stdout]).toEqual([0, expect.stringContaining('The data key is changed')])
    expect(begun).toBeGreaterThan(0)
    expect(keyCheckOf(readDataKey(config.dataDir)!)).not.toBe(before)
    const keys = readdirSync(config.dataDir).filter((name) => name.startsWith('data-key'))
    expect(keys).toEqual(expect.arrayContaining(['data-key', `data-key.old-${before.slice(0, 8)}`]))
    // A kill may come after the end: the next run then changes the key once more.
    expect(keys.filter((name) => name !== 'data-key' && !name.startsWith('data-key.old-'))).toEqual([])
    await withRecords((records) => check(told, records, keys.length - 1))
  }, 180_000)

  it('changes a key of the environment to the one that is given beside it', async () => {
    const [first, second] = ['a1', 'b2'].map((byte) => byte.repeat(32)) as [string, string]
    config = { ...config, dataKey: first }
    await withRecords(async ({ switches }) =>
      switches.set({ name: 'model', off: true, reason: '', actorId: null }),
    )
    await expect(keyRotateCommand({ config, output: SILENT })).rejects.toThrow('WENFA_NEXT_DATA_KEY')
    await keyRotateCommand({ config: { ...config, nextDataKey: second }, output: SILENT })
    await expect(openRecords(config, SILENT)).rejects.toThrow('is not the key')
    config = { ...config, dataKey: second }
    await withRecords(async ({ db, dataKey }) => {
      expect(await verifyAudit({ db, dataKey })).toMatchObject({ broken: null, checked: 2 })
    })
    expect(existsSync(join(config.dataDir, 'data-key'))).toBe(false)
  }, 60_000)
})

const EMPTY = {
  ...{ summary: '可以申请劳动仲裁。', points: [], steps: [], materials: [], offices: [], citations: [] },
  ...{ notices: [], followUps: [] },
} as never

/** Kills it so long after it has said that it begins. */
async function killWhenBegun(args: string[], environment: Record<string, string>, afterMs: number) {
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exited = once(child, 'exit')
  await Promise.race([once(child.stderr, 'data'), exited])
  await sleep(afterMs)
  child.kill('SIGKILL')
  await exited
}
