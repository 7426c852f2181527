import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchIngest } from './bench-ingest.js'
import { benchSearch } from './bench-search.js'
import { benchServer } from './bench-server.js'
import { benchVectors } from './bench-vectors.js'
import type { BenchmarkRow } from './benchmark-row.js'

const SHARED = join(import.meta.dirname, '..', '..', '..', 'shared', 'data')
const QUESTIONS = 500

const statutes = join(SHARED, 'statutes', 'national')
if (!existsSync(statutes)) {
  process.stderr.write('The benchmarks need the statutes in ../shared/data/statutes/national\n')
  process.exit(1)
}
const questions = readFileSync(join(SHARED, 'citizen-questions', 'questions.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => (JSON.parse(line) as { question: string }).question.slice(0, 300))
  .slice(0, QUESTIONS)

const folder = await mkdtemp(join(tmpdir(), 'wenfa-bench-'))
try {
  const dataDir = join(folder, 'data')
  print(await benchIngest(statutes, dataDir))
  print(await benchVectors(dataDir))
  print(await benchSearch(dataDir, join(SHARED, 'consultations', 'train.jsonl')))
  print(await benchServer(dataDir, questions))
} finally {
  await rm(folder, { recursive: true, force: true })
}

function print(rows: readonly BenchmarkRow[]): void {
  for (const { what, value, limit, ok } of rows) {
    const verdict = ok === null ? '' : ok ? 'ok' : 'MISSED'
    process.stdout.write(`${what.padEnd(46)} ${value.padStart(12)} ${limit.padStart(12)} ${verdict}\n`)
  }
}
