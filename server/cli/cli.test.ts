import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openRecords } from '../compose.js'
import { readConfig } from '../config.js'
import { runWenfa, spawnServer } from '../spawn-server.js'
import { createOutput } from './output.js'

describe('the command line', () => {
  let folder: string
  let data: string[]
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wenfa-cli-'))
    data = ['--data', join(folder, 'data')]
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  it.each([
    [['nonsense']],
    [['ingest']],
    [['search']],
    [['search', '工资', '--k', 'many']],
    [['ask', '工资', '--as-of', '2024-02-31']],
    [['ingest', '.', '--region', '999999']],
    [['search', '工资', '--region', 'abc']],
    [['ask', '工资', '--region', '999999']],
    [['learn']],
    [['learn', 'a.jsonl', '--list']],
    [['learn', 'a.jsonl', '--contradictions']],
    [['learn', 'a.jsonl', '--withdraw', '工资']],
    [['learn', '--restore', '工资', '--contradictions']],
    [['learn', '--list', '--growth']],
    [['tickets', 'open']],
    [['tickets', 'show']],
    [['tickets', 'list', '--status', 'lost']],
    [['switch', 'off']],
    [['switch', 'off', 'everything']],
    [['privacy', 'export']],
    [['privacy', 'erase', '李小花']],
    [['privacy', 'erase', '13912345678', '--force']],
  ])('exits 2 and leaves stdout empty on a usage error: %j', async (args) => {
    const { code, stdout, stderr } = await runWenfa([...args, ...(args[0] === 'nonsense' ? [] : data)])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).not.toBe('')
  })

  it.each([
    ['ingest', '.', 'statute, guide, faq, offices'],
    ['search', '工资', 'statute, guide, faq'],
  ])('names the kinds that %s takes in its help and in its error', async (command, argument, kinds) => {
    const help = await runWenfa([command, '--help'])
    for (const kind of kinds.split(', ')) expect(help.stdout).toContain(`"${kind}"`)
    const { code, stderr } = await runWenfa([command, argument, '--kind', 'office', ...data])
    expect([code, stderr]).toEqual([2, expect.stringContaining(kinds)])
  })

  it('makes a data folder whose key only its owner reads, and answers from the starter knowledge', async () => {
    const { code, stdout } = await runWenfa(['ask', '老板拖欠工资怎么办', '--json', ...data])
    expect(code).toBe(0)
    const { outcome, answer, trace } = JSON.parse(stdout)
    expect(outcome).toBe('answered_from_sources')
    expect(answer.bases.length).toBeGreaterThan(0)
    expect(trace).toMatchObject({ intent: 'legal_question', matter: 'labour' })
    expect((await stat(join(folder, 'data', 'data-key'))).mode & 0o777).toBe(0o600)
  })

  it('keeps what it makes to its owner, also in a folder that others may read', async () => {
    const open = join(folder, 'open')
    await mkdir(open, { mode: 0o755 })
    const server = await spawnServer(open, { WENFA_LOG_LEVEL: 'silent' })
    const made = await readdir(open, { recursive: true })
    // The journal of a lock may be gone by now.
    const modes = await Promise.all(
      made.map((name) =>
        stat(join(open, name)).then(
          ({ mode }) => mode & 0o077,
          () => 0,
        ),
      ),
    )
    await server.stop()
    expect(made).toEqual(expect.arrayContaining(['wenfa.db', 'wenfa.db-wal', 'index/build-lock.db']))
    expect(made.filter((_, i) => modes[i] !== 0)).toEqual([])
  })

  it('answers with the headings of its language', async () => {
    const { stdout } = await runWenfa(['ask', '老板拖欠工资怎么办', ...data], { WENFA_LANGUAGE: 'en' })
    expect(stdout).toContain('\nSources\n')
  })

  it('exits 3 when a file could not be read, and reads the others', async () => {
    await writeFile(join(folder, '空.md'), '')
    await writeFile(
      join(folder, '陀螺条例.md'),
      '# 陀螺条例\n\n<!-- INFO END -->\n\n第一条 陀螺应当在平地上抽。\n',
    )
    const files = [join(folder, '空.md'), join(folder, '陀螺条例.md')]
    const { code, stdout } = await runWenfa(['ingest', ...files, '--json', ...data])
    expect(code).toBe(3)
    expect(JSON.parse(stdout)).toMatchObject({ provisions: 1, problems: [{ file: '空.md', unread: true }] })
    const found = await runWenfa(['search', '抽陀螺', '--k', '1', '--kind', 'statute', '--json', ...data])
    expect(JSON.parse(found.stdout).results[0]).toMatchObject({
      lawTitle: '陀螺条例',
      article: '第一条',
      number: '1',
    })
  })

  it('hands out what a conversation holds in a file of its owner alone, and erases it', async () => {
    const records = await openRecords(readConfig({}, join(folder, 'data')), createOutput(true))
    const { id } = await records.conversations.create({ channel: 'web' })
    await records.conversations.accept({
      ...{ conversationId: id, clientMessageId: 'm', kind: 'overheard', text: '我是李小花' },
    })
    await records.close()
    const out = join(folder, 'person.json')
    const wenfa = (...args: string[]) => runWenfa(['privacy', ...args, ...data])
    expect((await wenfa('export', id, '--out', out)).stdout).toContain('1 conversations')
    expect((await stat(out)).mode & 0o777).toBe(0o600)
    expect(JSON.parse(await readFile(out, 'utf8')).conversations[0].messages[0].text).toBe('我是李小花')
    // Nobody has answered it yet.
    const refused = await wenfa('erase', id)
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('is being answered')])
    expect((await wenfa('erase', id, '--force', '--reason', '本人要求')).code).toBe(0)
    expect((await wenfa('export', id)).stdout).not.toContain('李小花')
    expect(JSON.parse((await wenfa('retention', '--dry-run', '--json')).stdout).tickets).toBe(0)
  }, 120_000)

  it('lists open tickets, and says how many more there are', async () => {
    const records = await openRecords(readConfig({}, join(folder, 'data')), createOutput(true))
    const numbers: string[] = []
    for (const text of ['欠薪', '离婚', '借款']) {
      const { id } = await records.conversations.create({ channel: 'web' })
      const accepted = await records.conversations.accept({ conversationId: id, clientMessageId: 'm', text })
      if (accepted.status !== 'new') throw new Error(accepted.status)
      const ticket = await records.tickets.openTicket({
        conversationId: id,
        messageId: accepted.messageId,
        reason: 'on_request',
        urgency: 'normal',
        matter: 'other',
        serviceLine: null,
        regionCode: null,
        summaryMasked: text,
      })
      numbers.push(ticket.number)
    }
    await records.close()
    const [first, second, third] = numbers as [string, string, string]
    const tickets = async (...args: string[]) => (await runWenfa(['tickets', ...args, ...data])).stdout
    expect(await tickets('close', first)).toBe(`工单 ${first} 办结成功，现在：已办结\n`)
    expect(await tickets('list', '--limit', '1')).toMatch(
      new RegExp(`^${second}  待受理  .{16}  离婚\n……还有 1 个，加 --limit 2 全部列出\n$`),
    )
    expect(JSON.parse(await tickets('list', '--json', '--limit', '1'))).toMatchObject({
      tickets: [{ number: second }],
      total: 2,
    })
    const all = JSON.parse(await tickets('list', '--json', '--all'))
    expect(all.tickets.map((ticket: { number: string }) => ticket.number)).toEqual([second, third, first])
    expect(await tickets('show', first)).toMatch(/已办结[\s\S]*群众：欠薪[\s\S]*办结（cli）/)

    expect(await tickets('take', second, '--as', '王芳')).toBe(`工单 ${second} 受理成功，现在：办理中\n`)
    const again = await runWenfa(['tickets', 'take', second, '--as', '李雷', ...data])
    expect([again.code, again.stderr]).toEqual([
      1,
      `Ticket ${second} is already taken by 王芳: reload the queue\n`,
    ])
    expect(await tickets('note', second, '已电话联系', '--as', '王芳')).toContain('备注成功')
    expect(await tickets('merge', third, '同一件事', '--to', second)).toContain('现在：已并入')
    expect(await tickets('cancel', second, '本人撤回')).toContain('现在：已撤销')
    expect(await tickets('reopen', second, '又来办理')).toContain('现在：待受理')
    expect(await tickets('show', second)).toMatch(
      /时限：[\s\S]*受理（王芳）[\s\S]*备注（王芳）：已电话联系[\s\S]*撤销（cli）：本人撤回[\s\S]*重新办理（cli）：又来办理/,
    )
    for (const [args, why] of [
      [['transfer', second, '外地', '--to', '没有的机构'], /no office 没有的机构/],
      [['transfer', second, '外地'], /needs --to/],
      [['cancel', second], /needs a reason/],
      [['reply', second], /needs the text/],
    ] as const) {
      const refused = await runWenfa(['tickets', ...args, ...data])
      expect([refused.code, refused.stderr]).toEqual([2, expect.stringMatching(why)])
    }
  }, 60_000)

  it('hands a ticket on to an office', async () => {
    await runWenfa(['ingest', 'knowledge/starter/offices.sample.csv', ...data])
    const [{ number }] = JSON.parse((await runWenfa(['tickets', 'list', '--json', ...data])).stdout).tickets
    const tickets = async (...args: string[]) => (await runWenfa(['tickets', ...args, ...data])).stdout
    const office = '示例玄武区公共法律服务中心'
    expect(await tickets('transfer', number, '户籍地办理', '--to', office)).toContain('转办成功')
    expect(await tickets('list', '--office', '示例南京市公共法律服务中心')).toContain(number)
    expect(await tickets('list', '--office', '示例苏州市公共法律服务中心')).toBe('没有符合条件的工单\n')
    expect(await tickets('escalate', number, '跨区')).toContain('上报成功')
    expect(await tickets('return', number, '区里能办')).toContain('退回成功')
    expect(JSON.parse(await tickets('list', '--json', '--office', office)).total).toBe(1)
  })
})
