import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuditLog } from '../../platform/staff/audit/audit-log.js'
import { readConfig } from '../config.js'
import { openWorkspace } from '../workspace.js'
import { knowledgeCommand } from './knowledge-command.js'
import type { Output } from './output.js'

describe('wenfa knowledge', () => {
  let work: string
  let folder: string
  let printed: string[] = []
  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), 'wenfa-knowledge-'))
    folder = join(work, 'export')
  })
  afterAll(() => rm(work, { recursive: true, force: true }))

  const output: Output = {
    json: false,
    result: (_, text) => printed.push(text()),
    say: (line) => printed.push(line),
    progress: () => ({ update() {}, stop() {} }),
  }
  const config = readConfig({}, join(tmpdir(), 'replaced'))
  async function wenfa(
    action: 'export' | 'import' | 'diff',
    { on = folder, data = 'data', dryRun = false } = {},
  ) {
    printed = []
    const context = { config: { ...config, dataDir: join(work, data) }, output }
    const code = await knowledgeCommand(context, { action, folder: on, dryRun })
    return { code, text: printed.join('\n') }
  }

  it('writes the folder, tells what differs, and takes it into another data folder', async () => {
    const { code, text } = await wenfa('export')
    expect(code).toBe(0)
    expect(text).toMatch(/holds \d{3,} versions in \d+ files \(\d\.\d MB\): \d+ written, 0 removed$/)
    expect(await wenfa('diff')).toEqual({ code: 0, text: `${folder} and the knowledge base are the same` })

    const guide = join(folder, 'guides/national/申请劳动仲裁.md')
    const before = await readFile(guide, 'utf8')
    const [lead = ''] = before.split('---\n')[2]!.trim().split('\n')
    await writeFile(guide, before.replace(lead, `先留证据。${lead}`))
    const changed = await wenfa('diff')
    expect(changed.code).toBe(1)
    expect(changed.text).toContain('~ changed: guides/national/申请劳动仲裁.md\n    - ')
    expect(changed.text).toContain('\n    + 先留证据。')
    expect(changed.text).toContain('\n1 differences')
    const planned = await wenfa('import', { data: 'other', dryRun: true })
    expect([planned.code, planned.text]).toEqual([0, expect.stringContaining('\n1 differences')])
    expect((await wenfa('diff', { data: 'other' })).code).toBe(1)

    const taken = await wenfa('import', { data: 'other' })
    expect([taken.code, taken.text]).toEqual([
      0,
      expect.stringMatching(/[1-9]\d* published, [1-9]\d* withdrawn/),
    ])
    expect(await wenfa('diff', { data: 'other' })).toMatchObject({ code: 0 })
    const workspace = await openWorkspace({ ...config, dataDir: join(work, 'other') }, output)
    const [entry] = await createAuditLog({ ...workspace, now: () => new Date() }).list({ limit: 1 })
    await workspace.close()
    expect(entry).toMatchObject({ action: 'knowledge.import', subject: expect.stringMatching(/versions$/) })
  }, 60_000)

  it('compares with no folder but an export', async () => {
    expect(await wenfa('diff', { on: work })).toEqual({
      code: 2,
      text: expect.stringContaining('was not written by `wenfa knowledge export`'),
    })
    await expect(wenfa('import', { on: work })).rejects.toThrow('was not written by')
  })
})
