import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

it('keeps a command alive that waits for nothing but the next try', async () => {
  const script = `
    const { persevere } = await import(${JSON.stringify(join(import.meta.dirname, 'persevere.ts'))})
    let tries = 0
    const work = async () => {
      if (++tries < 3) throw new Error('busy')
      return tries
    }
    console.log(await persevere(work, { most: 4, waitMs: () => 20 }))`
  const command = ['--import', 'tsx', '--input-type=module', '--eval', script]
  const { stdout } = await promisify(execFile)(process.execPath, command)
  expect(stdout).toBe('3\n')
})
