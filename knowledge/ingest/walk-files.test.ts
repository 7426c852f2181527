import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { walkFiles } from './walk-files.js'

const LONG = Array.from({ length: 12 }, () => '深'.repeat(80)).join('/')

describe('walking folders', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wenfa-walk-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  it('reports a folder that cannot be read and goes on with the others', async () => {
    const root = join(folder, 'root')
    await mkdir(join(root, 'a', LONG), { recursive: true })
    await mkdir(join(root, 'z'))
    await mkdir(join(folder, LONG), { recursive: true })
    await writeFile(join(root, 'z', '法.md'), '第一条')
    // Put together, the two make a path that is longer than the system reads: also for root, whom no permission stops.
    const [first = ''] = LONG.split('/')
    await rename(join(folder, first), join(root, 'a', LONG, first))
    const { files, problems } = await walkFiles([root])
    await rename(join(root, 'a', LONG, first), join(folder, first))
    expect(files.map(({ file }) => file)).toEqual(['z/法.md'])
    expect(problems).toEqual([
      {
        file: expect.stringMatching(/^a\/.*\/$/),
        message: expect.stringContaining('cannot be read (ENAMETOOLONG)'),
      },
    ])
  })

  it('reports a file whose path is longer than a database keeps', async () => {
    await mkdir(join(folder, LONG), { recursive: true })
    await writeFile(join(folder, LONG, '法.md'), '第一条')
    await writeFile(join(folder, '法.md'), '第一条')
    const { files, problems } = await walkFiles([folder])
    expect(files.map(({ file }) => file)).toEqual(['法.md'])
    expect(problems).toEqual([{ file: `${LONG}/法.md`, message: expect.stringContaining('move it up') }])
  })
})
