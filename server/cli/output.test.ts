import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyStarter } from '../copy-starter.js'

const BIN = join(import.meta.dirname, '..', '..', 'bin', 'wenfa.js')

describe('the result of a command', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wenfa-output-'))
    await copyStarter(folder)
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  /** Runs `wenfa COMMAND REST` in a shell. @returns its own exit code, and what it said on stderr */
  async function run(command: string, rest: string) {
    const line = `{ "$0" "$1" ${command} --data "$2"; echo "code $?" >&2; } ${rest}`
    const child = spawn('bash', ['-c', line, process.execPath, BIN, folder], {
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
    })
    await once(child, 'close')
    return said
  }

  it.each(['search 工资 --json', 'ask 欠薪 --json'])(
    'ends quietly when its reader has left: %s',
    async (command) => {
      expect(await run(command, '| true')).toBe('code 0\n')
    },
  )

  it.skipIf(!existsSync('/dev/full')).each(['search 工资 --json', 'ask 欠薪 --json'])(
    'is missed in one line when the disk is full: %s',
    async (command) => {
      expect(await run(command, '> /dev/full')).toMatch(
        /^The result could not be written to stdout: ENOSPC.*\ncode 1\n$/,
      )
    },
  )
})
