import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeFolder } from './make-folder.js'

describe('makeFolder', () => {
  it('makes every level, readable for its owner only', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wenfa-make-'))
    makeFolder(join(folder, 'a', 'b'))
    makeFolder(join(folder, 'a', 'b'))
    expect((await stat(join(folder, 'a', 'b'))).mode & 0o777).toBe(0o700)
    await rm(folder, { recursive: true })
  })

  it.runIf(existsSync('/proc'))('says what cannot be made, instead of trying for ever', () => {
    expect(() => makeFolder('/proc/nothing/data')).toThrow('The folder /proc/nothing cannot be made')
    expect(() => makeFolder('/dev/null/data')).toThrow('The folder /dev/null/data cannot be made')
  })
})
