import { spawn } from 'node:child_process'
import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { withBuildLock } from './build-lock.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wenfa-lock-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('lets one build at a time', async () => {
  let inside = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, ++inside)
    await new Promise((resolve) => setTimeout(resolve, 30))
    inside--
  }
  await Promise.all([withBuildLock(folder, work), withBuildLock(folder, work), withBuildLock(folder, work)])
  expect(most).toBe(1)
})

it('takes over from a process that died', async () => {
  const child = spawn(process.execPath, ['-e', ''])
  await new Promise((resolve) => child.on('exit', resolve))
  await writeFile(join(folder, 'build.lock'), `${child.pid} abc`)
  expect(await withBuildLock(folder, async () => 'built')).toBe('built')
})

it('takes over a lock that nobody has touched for long', async () => {
  const path = join(folder, 'build.lock')
  await writeFile(path, `${process.ppid} abc`)
  const longAgo = new Date(Date.now() - 120_000)
  await utimes(path, longAgo, longAgo)
  expect(await withBuildLock(folder, async () => 'built')).toBe('built')
})
