import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { removeAbandonedFolders, withFolder } from './upload-folders.js'

it('is gone with its files when the work is done or has failed', async () => {
  const used: string[] = []
  const use = async (folder: string) => {
    used.push(folder)
    await writeFile(join(folder, 'file'), '一')
  }
  await withFolder(use)
  await expect(
    withFolder(async (folder) => {
      await use(folder)
      throw new Error('stopped')
    }),
  ).rejects.toThrow('stopped')
  expect(used.map((folder) => existsSync(folder))).toEqual([false, false])
})

it('removes what a killed server left, and nothing that is in use or somebody else’s', async () => {
  const hours = (ago: number) => new Date(Date.now() - ago * 3_600_000)
  await withFolder(async (inUse) => {
    const left = await mkdtemp(join(dirname(inUse), 'wenfa-upload-'))
    await writeFile(join(left, 'file'), '一')
    await utimes(left, hours(30), hours(30))
    const other = await mkdtemp(join(tmpdir(), 'another-'))
    await mkdir(join(other, 'inside'))
    await utimes(other, hours(30), hours(30))
    await removeAbandonedFolders(new Date())
    expect([left, inUse, other].map((folder) => existsSync(folder))).toEqual([false, true, true])
  })
})
