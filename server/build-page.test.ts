import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPage, CITIZEN_PAGE, DESK_PAGE } from './build-page.js'

const LARGEST_SCRIPT_GZIP = 100_000
const LARGEST_EMBED_GZIP = 4_000

describe('buildPage', () => {
  let parent: string
  let directory: string

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'wenfa-page-'))
    directory = join(parent, 'web')
    expect(await buildPage(CITIZEN_PAGE, directory)).toEqual({ directory, built: true })
  })
  afterAll(() => rm(parent, { recursive: true }))

  it('builds nothing while the sources stay the same', async () => {
    expect(await buildPage(CITIZEN_PAGE, directory)).toEqual({ directory, built: false })
    expect(await readdir(parent)).toEqual(['web'])
  })

  it('begins with no more than 100 kB of script gzip, and loads the application when it is gone to', async () => {
    const { size, later } = await startOf(directory)
    expect(size).toBeLessThanOrEqual(LARGEST_SCRIPT_GZIP)
    expect(later).toEqual([expect.stringContaining('aid-steps')])
  })

  it('keeps the embed script small and free of dependencies', async () => {
    const script = await readFile(join(directory, 'embed.js'))
    expect(gzipSync(script).length).toBeLessThanOrEqual(LARGEST_EMBED_GZIP)
    expect(script.toString()).not.toMatch(/\b(import|require)\s*\(|react/i)
  })

  it('puts neither script nor style into the page itself', async () => {
    const html = await readFile(join(directory, 'index.html'), 'utf8')
    expect(html).not.toMatch(/<style|style=|\son\w+=|<script(?![^>]*\ssrc=)/)
  })

  it('is the production build whatever the test runner says', async () => {
    const [script] = (await readdir(join(directory, 'assets'))).filter((name) => name.endsWith('.js'))
    expect(await readFile(join(directory, 'assets', script!), 'utf8')).not.toContain('jsxDEV')
  })
})

describe('buildPage of the desk', () => {
  const LARGEST_START_GZIP = 320_000
  let parent: string
  let directory: string

  beforeAll(async () => {
    parent = await mkdtemp(join(tmpdir(), 'wenfa-desk-'))
    directory = join(parent, 'desk')
    expect(await buildPage(DESK_PAGE, directory)).toEqual({ directory, built: true })
  })
  afterAll(() => rm(parent, { recursive: true }))

  it('loads each page when it is gone to', async () => {
    const { size, later } = await startOf(directory)
    expect(later.join(' ')).toContain('queue-page')
    expect(later.join(' ')).toContain('ticket-page')
    expect(size).toBeLessThanOrEqual(LARGEST_START_GZIP)
  })
})

/** Bytes gzip of the scripts that a page names, and the names of its others. */
async function startOf(directory: string): Promise<{ size: number; later: string[] }> {
  const html = await readFile(join(directory, 'index.html'), 'utf8')
  const scripts = (await readdir(join(directory, 'assets'))).filter((name) => name.endsWith('.js'))
  const sizes = await Promise.all(
    scripts
      .filter((name) => html.includes(name))
      .map(async (name) => gzipSync(await readFile(join(directory, 'assets', name))).length),
  )
  return {
    size: sizes.reduce((sum, size) => sum + size, 0),
    later: scripts.filter((name) => !html.includes(name)),
  }
}
