import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readSizes } from './size-row.js'

const folder = mkdtempSync(join(tmpdir(), 'wenfa-sizes-'))
afterAll(() => rmSync(folder, { recursive: true }))

const ROW = {
  what: 'keywords alone',
  passages: 1000,
  p50Ms: 0.1,
  p99Ms: 0.9,
  memoryMb: 20,
  loadSeconds: null,
  graphRecall: null,
  load: 1.5,
}

function write(name: string, row: object): string {
  const path = join(folder, name)
  writeFileSync(
    path,
    JSON.stringify({ measuredAt: '2026-11-28T00:00:00Z', processor: '2 × any', rows: [row] }),
  )
  return path
}

it('reads what was measured last', () => {
  expect(readSizes(write('good.json', ROW))?.rows).toEqual([ROW])
})

it('has nothing where nothing was measured', () => {
  expect(readSizes(join(folder, 'absent.json'))).toBeNull()
})

it('refuses figures of another make', () => {
  expect(() => readSizes(write('other.json', { ...ROW, what: 'something else' }))).toThrow(/what/)
})
