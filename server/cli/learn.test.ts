import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ConfirmedPair } from '../../knowledge/confirmed-pairs.js'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { readConfig } from '../config.js'
import { copyStarter } from '../copy-starter.js'
import { runWenfa } from '../spawn-server.js'
import type { CommandContext } from './command-context.js'
import { confirmedCommand, contradictionsCommand } from './confirmed-commands.js'
import { ingestCommand } from './ingest.js'
import { learnCommand } from './learn.js'

const LAW = `# 陀螺管理条例

2024年5月1日 通过

<!-- INFO END -->

第一条 陀螺应当在平地上抽，不得在马路上抽。

第二条 抽陀螺的鞭子不得长于两米。

第三条 夜间十点以后不得抽陀螺。
`
const PHONE = '13812345678'
const ANSWERS = [
  { question: `我电话${PHONE}，马路上能抽陀螺吗？`, answer: '不能。', cites: ['陀螺管理条例第一条'] },
  {
    question: '鞭子多长算太长？',
    answer: '两米以上。',
    cites: ['陀螺管理条例第二条', '陀螺管理条例第九条', '风筝法第一条'],
  },
  { question: '夜里十一点楼下抽陀螺怎么办？', answer: '可以劝止。', cites: ['陀螺管理条例第三条'] },
  { question: '夜里十一点，楼下抽陀螺怎么办', answer: '看鞭子。', cites: ['陀螺管理条例第二条'] },
]

describe.each(testDatabases())('wenfa learn on $name', ({ open }) => {
  let database: TestDatabase
  let file: string
  beforeAll(async () => {
    database = await open(copyStarter)
    const law = join(database.dataDir, '陀螺管理条例(2024-05-01).md')
    file = join(database.dataDir, '答复.jsonl')
    await writeFile(law, LAW)
    await writeFile(file, ANSWERS.map((answer) => JSON.stringify(answer)).join('\n'))
    await run((context) => ingestCommand(context, [law], {}))
  }, 60_000)
  afterAll(() => database.drop())

  /** In this process: a new one for each command would load the dictionaries again. */
  async function run(command: (context: CommandContext) => Promise<unknown>) {
    const { dataDir, databaseUrl } = database
    const said: string[] = []
    const shown: { value: unknown; text: string }[] = []
    await command({
      config: readConfig({ DATABASE_URL: databaseUrl }, dataDir),
      output: {
        json: true,
        result: (value, text) => shown.push({ value, text: text() }),
        say: (line) => said.push(line),
        progress: () => ({ update() {}, stop() {} }),
      },
    })
    return { said, ...shown[0]! }
  }
  const confirmed = async (options: { list?: boolean; withdraw?: string[]; restore?: string[] }) =>
    (await run((context) => confirmedCommand(context, { list: false, ...options }))).value as ConfirmedPair[]
  const contradictions = async () =>
    (await run(contradictionsCommand)).value as { likeness: number; answers: ConfirmedPair[] }[]

  it('says by file and line which cited articles are not there, and counts contradictions', async () => {
    const { said, text } = await run((context) => learnCommand(context, [file], { report: false }))
    expect(said.filter((line) => line.startsWith('Not used'))).toEqual([
      'Not used: 答复.jsonl:2: 陀螺管理条例第九条: the law has no such article; 风筝法第一条: the law is not loaded',
    ])
    expect(text).toMatch(/^Nothing was learned yet: at least 100[\s\S]*confirmed answers: 1 /)
  })

  it('lists what staff confirmed, without personal data, and never stores these', async () => {
    const { dataDir, databaseUrl } = database
    const { stdout } = await runWenfa(['learn', '--list', '--json', '--data', dataDir], {
      DATABASE_URL: databaseUrl,
    })
    expect(JSON.parse(stdout)).toMatchObject([
      { question: expect.stringMatching(/马路上能抽陀螺吗/), places: [{ file: '答复.jsonl', line: 1 }] },
      { cites: ANSWERS[1]!.cites, withdrawnAt: null },
      {},
      {},
    ])
    expect(stdout).not.toContain(PHONE)
    const stored = await database.db.selectFrom('passages').select(['title', 'text', 'asks']).execute()
    expect(JSON.stringify(stored)).not.toContain(PHONE)
  })

  it('lists two answers to one question from different articles, until one of them is withdrawn', async () => {
    const [{ likeness, answers } = { likeness: 0, answers: [] }, ...others] = await contradictions()
    expect([likeness, others]).toEqual([1, []])
    expect(answers.map(({ cites }) => cites[0]).sort()).toEqual(['陀螺管理条例第三条', '陀螺管理条例第二条'])
    const wrong = answers.find(({ cites }) => cites[0] === '陀螺管理条例第二条')!.id
    await expect(confirmed({ withdraw: [ANSWERS[2]!.question] })).rejects.toThrow(wrong)

    expect(await confirmed({ withdraw: [wrong] })).toMatchObject([
      { id: wrong, withdrawnAt: expect.any(String) },
    ])
    expect(await contradictions()).toEqual([])
    expect(await confirmed({ restore: [wrong] })).toMatchObject([{ id: wrong, withdrawnAt: null }])
    expect(await contradictions()).toHaveLength(1)
  })
})
