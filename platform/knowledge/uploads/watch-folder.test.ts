import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { buildZip } from '../../../knowledge/testing/build-zip.js'
import { createDataKey } from '../../../storage/data-key.js'
import type { Transact } from '../../../storage/database.js'
import { type TestDatabase, testDatabases } from '../../../storage/test-database.js'
import { createAuditLog } from '../../staff/audit/audit-log.js'
import type { UploadedFile } from './upload-wire.js'
import { createUploads } from './uploads.js'
import { createWatchFolder } from './watch-folder.js'

const law = (name: string) => `# ${name}\n\n2024年5月1日 通过\n\n<!-- INFO END -->\n\n第一条 ${name}。\n`

const zip = (files: Record<string, string>) =>
  buildZip(Object.entries(files).map(([name, content]) => ({ name, content })))

describe.each(testDatabases())('the watched folder on $name', ({ open }) => {
  let database: TestDatabase
  let folder: string
  let now = new Date('2026-03-02T02:00:00Z')
  let said: string[]
  beforeEach(async () => {
    database = await open()
    folder = await mkdtemp(join(tmpdir(), 'wenfa-watch-'))
    said = []
  })
  afterEach(async () => {
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  })

  /** A server that starts anew. */
  function watcher(transact: Transact = database.transact) {
    const { db } = database
    const deps = { db, now: () => now, randomBytes }
    const audit = createAuditLog({ ...deps, dataKey: createDataKey(Buffer.alloc(32, 7)) })
    const uploads = createUploads({ ...deps, transact, audit })
    const look = createWatchFolder({ ...deps, uploads, folder, say: (line) => said.push(line) })
    return async () => {
      await look()
      now = new Date(now.getTime() + 5000)
    }
  }
  async function wait(look: () => Promise<void>) {
    for (let i = 0; i < 4; i++) await look()
  }
  const put = (name: string, content: string | Buffer) => writeFile(join(folder, name), content)
  const drafts = () =>
    database.db
      .selectFrom('drafts')
      .select(['title', 'file', 'status', 'author_name', 'original', 'upload_id'])
      .orderBy('file')
      .execute()
  async function reports() {
    const rows = await database.db.selectFrom('uploads').selectAll().orderBy('created_at').execute()
    return rows.map(({ report, files, read_files, ended_at }) => ({
      files,
      read: read_files,
      isEnded: ended_at !== null,
      told: (JSON.parse(report) as UploadedFile[]).map(({ file, result }) => `${file} ${result}`),
    }))
  }

  it('makes drafts in review of what is complete, each content once, and names what it cannot read', async () => {
    const look = watcher()
    await put('风筝法(2024-05-01).md', law('风筝法').slice(0, 20))
    await look()
    await look()
    await put('风筝法(2024-05-01).md', law('风筝法'))
    await put('陀螺法.md.part', law('陀螺法'))
    await put('.隐藏.md', law('隐藏法'))
    await put('扫描.pdf', 'no PDF')
    await mkdir(join(folder, '下载'))
    await put('下载/打包.zip', zip({ '空竹法(2024-05-01).md': law('空竹法'), '图.png': 'x' }))
    await look()
    expect(await drafts()).toEqual([])
    await wait(look)
    expect(await drafts()).toMatchObject([
      { title: '空竹法', file: '下载/打包.zip/空竹法(2024-05-01).md', status: 'in_review' },
      { title: '风筝法', file: '风筝法(2024-05-01).md', status: 'in_review', author_name: '监看文件夹' },
    ])
    const first = {
      files: 4,
      read: 4,
      isEnded: true,
      told: [
        '扫描.pdf unread',
        '风筝法(2024-05-01).md read',
        '下载/打包.zip/空竹法(2024-05-01).md read',
        '下载/打包.zip/图.png unread',
      ],
    }
    expect(await reports()).toEqual([first])
    // The download ends; another file has bytes that are there already; a restart forgets nothing.
    await rename(join(folder, '陀螺法.md.part'), join(folder, '陀螺法.md'))
    await put('又一份.md', law('空竹法'))
    await wait(look)
    await wait(watcher())
    expect(await reports()).toEqual([
      first,
      { files: 2, read: 2, isEnded: true, told: ['又一份.md known', '陀螺法.md read'] },
    ])
    expect(await readdir(folder)).toHaveLength(6)
    expect(said).toEqual([expect.stringContaining('3 files'), expect.stringContaining('2 files')])
  })

  it('loses and doubles nothing, wherever it is killed', async () => {
    const names = Array.from({ length: 120 }, (_, i) => `第${i}号令`)
    await put('法.md', law('风筝法'))
    await put('坏.pdf', 'no PDF')
    await put('打包.zip', zip(Object.fromEntries(names.map((name) => [`${name}.md`, law(name)]))))
    // Each server gets one transaction further, and the next begins with what the last one left.
    for (let most = 0; most < 8; most++) {
      let left = most
      const transact: Transact = (work) => {
        if (left-- === 0) throw new Error('killed')
        return database.transact(work)
      }
      await wait(watcher(transact)).catch((error) => expect(String(error)).toContain('killed'))
    }
    await wait(watcher())
    const titles = (await drafts()).map(({ title }) => title)
    expect(titles.sort()).toEqual(['风筝法', ...names].sort())
    const [report, ...more] = await reports()
    expect(more).toEqual([])
    expect(report).toMatchObject({ files: 122, read: 122, isEnded: true })
    expect(new Set(report!.told).size).toBe(122)
  })

  it('waits for a folder that is not there, and says so once', async () => {
    await rm(folder, { recursive: true })
    const look = watcher()
    await wait(look)
    await mkdir(folder)
    await put('法.md', law('风筝法'))
    await wait(look)
    expect(await drafts()).toHaveLength(1)
    expect(said).toEqual([
      `The watched folder ${folder} is not there`,
      `${folder} is watched`,
      expect.stringContaining('1 files'),
    ])
  })
})
