import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ifDatabaseIsFree, ifFileIsFree, whenFree } from './locks.js'
import { type TestDatabase, testDatabases } from './test-database.js'

describe.each(testDatabases())('the lock of a database on $name', ({ open }) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.drop())

  const attempt = <T>(work: () => Promise<T>) => ifDatabaseIsFree(database.db, 'test', work)

  it('lets one work at a time, and tells who waits', async () => {
    let inside = 0
    let most = 0
    let waited = 0
    let othersWait = () => {}
    const untilOthersWait = new Promise<void>((resolve) => {
      othersWait = resolve
    })
    const work = async () => {
      most = Math.max(most, ++inside)
      await untilOthersWait
      inside--
      return 'done'
    }
    const onWait = () => {
      if (++waited === 2) othersWait()
    }
    const all = [1, 2, 3].map(() => whenFree(() => attempt(work), onWait))
    expect(await Promise.all(all)).toEqual(['done', 'done', 'done'])
    expect([most, waited]).toEqual([1, 2])
  })

  it('says which lock cannot be taken', async () => {
    const path = join(database.dataDir, 'absent', 'test-lock.db')
    await expect(ifFileIsFree(path, async () => 1)).rejects.toThrow(
      `The lock ${path} cannot be taken, its folder must be writable`,
    )
  })

  it('writes nothing, since the disk may be full', async () => {
    const path = join(database.dataDir, 'dry-lock.db')
    const files = async () => (await readdir(database.dataDir)).filter((name) => name.startsWith('dry'))
    expect(await ifFileIsFree(path, files)).toEqual({ result: ['dry-lock.db'] })
  })

  it('is free again after work that failed', async () => {
    await expect(attempt(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(await attempt(async () => 1)).toEqual({ result: 1 })
  })

  it('is kept by a process that is too busy to say so, and ends with it', async () => {
    const script = join(database.dataDir, 'hold.mts')
    await writeFile(
      script,
      `const { openDatabase } = await import(${JSON.stringify(join(import.meta.dirname, 'open-database.ts'))})
       const { ifDatabaseIsFree } = await import(${JSON.stringify(join(import.meta.dirname, 'locks.ts'))})
       const { db } = await openDatabase(${JSON.stringify({ dataDir: database.dataDir, databaseUrl: database.databaseUrl })})
       await ifDatabaseIsFree(db, 'test', async () => {
         process.send('holding')
         await new Promise((resolve) => setTimeout(resolve, 100))
         for (;;);
       })`,
    )
    const holder = spawn(process.execPath, ['--import', 'tsx', script], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    await once(holder, 'message')
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await attempt(async () => 1)).toBeNull()
    holder.kill('SIGKILL')
    await once(holder, 'exit')
    expect(await whenFree(() => attempt(async () => 1))).toBe(1)
  })
})
