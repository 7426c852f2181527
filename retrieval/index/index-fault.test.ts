import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { IndexBuilder } from './index-builder.js'
import { indexFault } from './index-fault.js'

describe('an index that cannot be written', () => {
  it('says where, and what to do', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'wenfa-fault-'))
    const indexDir = join(folder, 'index')
    await writeFile(indexDir, '')
    const finished = new IndexBuilder(null).finish({
      indexDir,
      publication: { revision: 1, id: 'a' },
      now: () => new Date(),
    })
    await expect(finished).rejects.toThrow(
      `The search index cannot be written to ${indexDir} (ENOTDIR): it must be a folder`,
    )
    await rm(folder, { recursive: true })
  })

  it('tells a full disk', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
    expect(String(indexFault(full, '/data/index'))).toMatch(
      /The disk is full.*\/data\/index: free some space/,
    )
  })

  it('leaves other faults as they are', () => {
    const other = new Error('Vectors are missing')
    expect(indexFault(other, '/data/index')).toBe(other)
  })
})
