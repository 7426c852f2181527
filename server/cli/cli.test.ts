import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runWenfa } from '../spawn-server.js'

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
  ])('exits 2 and leaves stdout empty on a usage error: %j', async (args) => {
    const { code, stdout, stderr } = await runWenfa([...args, ...(args[0] === 'nonsense' ? [] : data)])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).not.toBe('')
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
})
