import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { ingest } from '../ingest/ingest.js'
import { importFolder } from './import-folder.js'
import { exportFolder } from './write-folder.js'

const GUIDE = '---\ntitle: 怎么放风筝？\nserviceLines:\n  - legal_aid\n---\n先看天。\n'
const LAW =
  '# 风筝法\n\n2020年5月1日 第十三届全国人民代表大会常务委员会通过\n\n<!-- INFO END -->\n\n第一条 为了放风筝。\n'
const OFFICES = '名称,层级,地区,上级,地址,电话\n省公共法律服务中心,省,320000,,甲路1号,025-12348\n'

describe.each(testDatabases())('a folder that was tampered with, on $name', ({ open }) => {
  let database: TestDatabase
  let other: TestDatabase
  let work: string
  let folder: string
  beforeEach(async () => {
    database = await open()
    other = await open()
    work = await mkdtemp(join(tmpdir(), 'wenfa-faults-'))
    folder = join(work, 'export')
    const files = join(work, 'files')
    await mkdir(files)
    await writeFile(join(files, '指南.md'), GUIDE)
    await writeFile(join(files, '风筝法(2020-05-01).md'), LAW)
    await writeFile(join(files, '机构.csv'), OFFICES)
    await ingest({ db: database.db, paths: [files] })
    const pairs = join(work, 'pairs.jsonl')
    await writeFile(pairs, '{"question":"线断了？","answer":"换线。","cites":["风筝法第一条"]}\n')
    await ingest({ db: database.db, paths: [pairs], kind: 'confirmed' })
    await exportFolder({ db: database.db, folder })
  })
  afterEach(async () => {
    await database.drop()
    await other.drop()
    await rm(work, { recursive: true, force: true })
  })

  async function change(file: string, edit: (text: string) => string): Promise<void> {
    await writeFile(join(folder, file), edit(await readFile(join(folder, file), 'utf8')))
  }

  /** Of the version in the document that is named. */
  async function changeLine(document: string, values: Record<string, unknown>): Promise<number> {
    let line = 0
    await change('versions.jsonl', (text) => {
      const lines = text.split('\n')
      line = lines.findIndex((line) => line.includes(document)) + 1
      lines[line - 1] = JSON.stringify({ ...JSON.parse(lines[line - 1]!), ...values })
      return lines.join('\n')
    })
    return line
  }

  /** What the import says; nothing of the folder may be in the base afterwards. */
  async function refused(): Promise<string[]> {
    const error = await importFolder({ db: other.db, folder }).catch((error: unknown) => error)
    for (const table of ['sources', 'passages', 'ingested_files', 'offices'] as const)
      expect(await other.db.selectFrom(table).selectAll().execute()).toEqual([])
    return (error as Error).message.split('\n').slice(1)
  }

  it('tells what was changed into nonsense by file, line and field, all at once, and writes nothing', async () => {
    const guide = await changeLine('guides/', {
      fields: { effectiveFrom: 'zzzz', materials: '身份证', fee: 3, colour: 'red' },
    })
    const law = await changeLine('statutes/', { created: '昨天' })
    await change('confirmed/pairs.jsonl', (text) => `${text}{"question":"","answer":3}\n{"question":\n`)
    await change('offices.csv', (text) => text.replace(',320000,', ',火星,'))
    await change('care.csv', (text) => `${text}x,y,王芳,明天,\n只有一格\n`)
    await change('files.jsonl', (text) => text.replace('"problems":[]', '"problems":[{"line":"三"}]'))
    await writeFile(join(folder, 'guides/national/空.md'), '---\ntitle: 空\n---\n')
    const told = await refused()
    expect(told.slice(0, 5)).toEqual([
      `versions.jsonl 第 ${guide} 行 fields.fee：应当是带引号的文字`,
      `versions.jsonl 第 ${guide} 行 fields.materials：应当是方括号里的列表`,
      `versions.jsonl 第 ${guide} 行 fields.effectiveFrom：不是日期，请写成 2024-07-01 这样`,
      `versions.jsonl 第 ${guide} 行 fields：不认识的项目：colour，请去掉`,
      `versions.jsonl 第 ${law} 行 created：不是时刻，请写成 2024-07-01T08:00:00.000Z 这样`,
    ])
    expect(told).toEqual(
      expect.arrayContaining([
        'confirmed/pairs.jsonl 第 2 行 cites：缺这一项，请补上',
        'confirmed/pairs.jsonl 第 2 行 question：不能是空的',
        'confirmed/pairs.jsonl 第 2 行 answer：应当是带引号的文字',
        'confirmed/pairs.jsonl 第 3 行：不是完整的 JSON，请恢复这一行',
        'guides/national/空.md 第 4 行：第一个小标题前没有文字，请先用一段话直接回答。',
        'files.jsonl 第 1 行 problems.0.line：应当是数字',
        'offices.csv 第 2 行 地区：“火星”不能用',
        'care.csv 第 2 行 复查日期：不是日期，请写成 2024-07-01 这样',
        'care.csv 第 3 行：应当有 5 格：编号、标题、负责人、复查日期、停用日期',
      ]),
    )
  })

  it('holds a whole version against all that one has, of the kind of its folder', async () => {
    const line = await changeLine('statutes/', {
      fields: {
        kind: 'statute',
        title: '风筝法',
        regionCode: '999999',
        provisions: [
          { article: '第一条', number: '一', suffix: 0, headingPath: [], text: 'a\0b' },
          { article: '第二条', number: 5_000_000_000, suffix: 0, headingPath: [], text: '' },
        ],
      },
    })
    const told = (await refused()).map((text) => text.replace(`versions.jsonl 第 ${line} 行 fields.`, ''))
    expect(told).toEqual(
      expect.arrayContaining([
        'shortTitle：缺这一项，请补上',
        'regionCode：没有这个行政区划代码',
        'provisions.0.number：应当是数字',
        'provisions.1.number：数字太大',
        'provisions.0.text：有不能用的字符 U+0000，请去掉',
      ]),
    )
    await changeLine('statutes/', { fields: { kind: 'guide' }, in: 'manifest.json' })
    expect(await refused()).toEqual([`versions.jsonl 第 ${line} 行 in：不是法规、指南或者问答的文件`])
    await changeLine('manifest.json', { in: 'guides/national/没有.md', fields: { kind: 'faq' } })
    expect(await refused()).toContain(`versions.jsonl 第 ${line} 行 fields.kind：只能是：guide`)
    await changeLine('没有.md', { fields: undefined })
    expect(await refused()).toEqual([
      'guides/national/没有.md：文件不见了，请放回来，或者从 versions.jsonl 里去掉它的各行',
    ])
  })

  it('takes what editors on Windows write, and no other encodings', async () => {
    const marked = ['manifest.json', 'versions.jsonl', 'files.jsonl', 'offices.csv', 'confirmed/pairs.jsonl']
    for (const file of marked) await change(file, (text) => `\uFEFF${text.replaceAll('\n', '\r\n')}`)
    expect(await importFolder({ db: other.db, folder })).toMatchObject({ versions: 3, offices: 1 })
    await other.drop()
    other = await open()

    const offices = await readFile(join(folder, 'offices.csv'))
    await writeFile(join(folder, 'offices.csv'), Buffer.concat([offices, Buffer.from([0xd6, 0xd0])]))
    await change('care.csv', (text) => `${text}a\0,b,,,\n`)
    await writeFile(join(folder, 'guides/national/国标.md'), Buffer.from([0xd6, 0xd0, 0xb9, 0xfa]))
    expect(await refused()).toEqual([
      'guides/national/国标.md：不是 UTF-8 编码，请另存为 UTF-8',
      'offices.csv：不是 UTF-8 编码，请另存为 UTF-8',
      'care.csv：有不能用的字符 U+0000，请去掉',
    ])
    await rm(join(folder, 'offices.csv'))
    await mkdir(join(folder, 'offices.csv'))
    expect(await refused()).toContain('offices.csv：应当是一个文件，却是文件夹，请恢复这个文件')
  })

  it('refuses tables that would be read otherwise than they look', async () => {
    const table = await readFile(join(folder, 'offices.csv'), 'utf8')
    const [header = '', row = ''] = table.trim().split('\n')
    const id = row.split(',')[0]!
    await writeFile(join(folder, 'offices.csv'), `${header}\n${row.replace('甲路1号', '"甲路1号')}\n${row}\n`)
    await change('care.csv', (text) => `${text}x,"标题,,,\n`)
    expect(await refused()).toEqual([
      'offices.csv 第 2 行：引号不成对，请补上或者去掉',
      'care.csv 第 2 行：引号不成对，请补上或者去掉',
    ])
    await change('care.csv', (text) => text.replace('x,"标题,,,\n', ''))
    await writeFile(join(folder, 'offices.csv'), `${header}\n${row}${id}\n${row}\n`)
    expect(await refused()).toEqual(['offices.csv 第 3 行 编号：上面已经有这个编号'])
    await writeFile(join(folder, 'offices.csv'), `${header}\n${row}${id}\n`)
    expect(await refused()).toEqual(['offices.csv 第 2 行 上级编号：不能归自己或者自己的下级管'])
  })

  it('refuses what no index of a database takes', async () => {
    const long = '风'.repeat(801)
    const line = await changeLine('guides/', { of: long, held: [{ path: long, line: 5_000_000_000 }] })
    expect(await refused()).toEqual([
      `versions.jsonl 第 ${line} 行 of：太长，最多 800 个字`,
      `versions.jsonl 第 ${line} 行 held.0.path：太长，最多 800 个字`,
      `versions.jsonl 第 ${line} 行 held.0.line：数字太大`,
    ])
  })

  it('neither empties a law nor brings back what was withdrawn because a file or a line was lost', async () => {
    const law = 'statutes/national/风筝法(2020-05-01).md'
    await writeFile(join(folder, law), '')
    await mkdir(join(folder, 'withdrawn/guides/national'), { recursive: true })
    await writeFile(join(folder, 'withdrawn/guides/national/旧.md'), GUIDE)
    expect(await refused()).toEqual([
      `${law}：里面一条条文也没有，请恢复这个文件`,
      'withdrawn/guides/national/旧.md：versions.jsonl 里没有它已停用的那一行，请恢复那一行，或者把文件移出 withdrawn',
    ])
  })
})
