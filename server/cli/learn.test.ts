import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { runWenfa } from '../spawn-server.js'

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
    database = await open()
    const law = join(database.dataDir, '陀螺管理条例(2024-05-01).md')
    file = join(database.dataDir, '答复.jsonl')
    await writeFile(law, LAW)
    await writeFile(file, ANSWERS.map((answer) => JSON.stringify(answer)).join('\n'))
    expect((await wenfa('ingest', law)).code).toBe(0)
  }, 60_000)
  afterAll(() => database.drop())

  const wenfa = (...args: string[]) =>
    runWenfa([...args, '--data', database.dataDir], { DATABASE_URL: database.databaseUrl })
  const answersShown = async (...args: string[]) => {
    const { code, stdout, stderr } = await wenfa('learn', ...args, '--json')
    expect([code, stderr]).toEqual([0, expect.not.stringContaining('Not used')])
    return JSON.parse(stdout)
  }

  it('says by file and line which cited articles are not there, and counts contradictions', async () => {
    const { code, stdout, stderr } = await wenfa('learn', file)
    expect(code).toBe(0)
    expect(stderr.match(/^Not used: .*$/gm)).toEqual([
      'Not used: 答复.jsonl:2: 陀螺管理条例第九条: the law has no such article; 风筝法第一条: the law is not loaded',
    ])
    expect(stdout).toMatch(/^Nothing was learned yet: at least 100[\s\S]*confirmed answers: 1 /)
  })

  it('lists what staff confirmed, without personal data, and never stores these', async () => {
    const listed = await answersShown('--list')
    expect(listed).toMatchObject([
      { question: expect.stringMatching(/马路上能抽陀螺吗/), places: [{ file: '答复.jsonl', line: 1 }] },
      { cites: ANSWERS[1]!.cites, withdrawnAt: null },
      {},
      {},
    ])
    expect(JSON.stringify(listed)).not.toContain(PHONE)
    const stored = await database.db.selectFrom('passages').select(['title', 'text', 'asks']).execute()
    expect(JSON.stringify(stored)).not.toContain(PHONE)
  })

  it('lists two answers to one question from different articles, until one of them is withdrawn', async () => {
    const [{ likeness, answers }, ...others] = await answersShown('--contradictions')
    expect([likeness, others]).toEqual([1, []])
    expect(answers.map(({ cites }: { cites: string[] }) => cites[0]).sort()).toEqual([
      '陀螺管理条例第三条',
      '陀螺管理条例第二条',
    ])
    const wrong = answers.find(({ cites }: { cites: string[] }) => cites[0] === '陀螺管理条例第二条').id
    const ambiguous = await wenfa('learn', '--withdraw', ANSWERS[2]!.question)
    expect([ambiguous.code, ambiguous.stderr]).toEqual([2, expect.stringContaining(wrong)])

    expect(await answersShown('--withdraw', wrong)).toMatchObject([
      { id: wrong, withdrawnAt: expect.any(String) },
    ])
    expect(await answersShown('--contradictions')).toEqual([])
    expect(await answersShown('--restore', wrong)).toMatchObject([{ id: wrong, withdrawnAt: null }])
    expect(await answersShown('--contradictions')).toHaveLength(1)
  })

  it('no longer finds a withdrawn answer, which its own question names', async () => {
    const question = ANSWERS[1]!.question
    const found = async () => {
      const { stdout } = await wenfa('search', question, '--kind', 'faq', '--k', '3', '--json')
      return JSON.parse(stdout).results.map(({ lawTitle }: { lawTitle: string }) => lawTitle)
    }
    expect(await found()).toContain(question)
    await answersShown('--withdraw', '鞭子多长算太长')
    expect(await found()).not.toContain(question)
  })
})
