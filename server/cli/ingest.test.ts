import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { copyStarter } from '../copy-starter.js'
import { runWenfa } from '../spawn-server.js'

it('prints the names of bad files so that they forge no lines of its report', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'wenfa-ingest-'))
  try {
    const name = 'a\nFiles: 9 (9 new)\u001b[2K\u009b\u202e.pdf'
    await writeFile(join(folder, name), 'no PDF')
    await copyStarter(join(folder, '.data'))
    const { code, stdout } = await runWenfa(['ingest', folder, '--data', join(folder, '.data')])
    expect(code).toBe(3)
    expect(stdout.match(/^Files: /gm)).toHaveLength(1)
    expect(stdout).toContain('Not used: a\\u{a}Files: 9 (9 new)\\u{1b}[2K\\u{9b}\\u{202e}.pdf: ')
    expect(stdout).not.toMatch(/[\u001b\u009b\u202e]/)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
