import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')

it('names tests that exist, in docs/threat-model.md', () => {
  const named = readFileSync(join(ROOT, 'docs', 'threat-model.md'), 'utf8').match(/[\w./-]+\.test\.ts/g) ?? []
  expect(named.length).toBeGreaterThan(20)
  expect(named.filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
})
