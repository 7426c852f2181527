import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchChannels } from './bench-channels.js'
import { benchHotline } from './bench-hotline.js'
import { benchIngest } from './bench-ingest.js'
import { benchKnowledge } from './bench-knowledge.js'
import { benchPublish } from './bench-publish.js'
import { benchSearch } from './bench-search.js'
import { benchServer } from './bench-server.js'
import { benchTickets } from './bench-tickets.js'
import { benchVectors } from './bench-vectors.js'
import type { BenchmarkRow } from './benchmark-row.js'
import { benchSizes } from './sizes/bench-sizes.js'

const SHARED = join(import.meta.dirname, '..', '..', '..', 'shared', 'data')
const QUESTIONS = 500
const PARTS = [
  'ingest',
  'vectors',
  'search',
  'server',
  'publish',
  'knowledge',
  'tickets',
  'hotline',
  'channels',
  'sizes',
] as const
/** Search in the statutes. */
const ON_STATUTES: readonly (typeof PARTS)[number][] = [
  'vectors',
  'search',
  'server',
  'publish',
  'knowledge',
  'hotline',
  'channels',
]

/**
 * `npm run bench -- [PART…] [--data DIR]`: all parts where none is named. A folder with the statutes ingested saves
 * ingesting them first; it is copied.
 */
const { values, positionals } = parseArgs({ options: { data: { type: 'string' } }, allowPositionals: true })
const unknown = positionals.filter((name) => !PARTS.some((part) => part === name))
if (unknown.length > 0) fail(`No part ${unknown.join(', ')}: there are ${PARTS.join(', ')}`)
const runs = (part: (typeof PARTS)[number]) => positionals.length === 0 || positionals.includes(part)

const statutes = join(SHARED, 'statutes', 'national')
if (!existsSync(statutes)) fail('The benchmarks need the statutes in ../shared/data/statutes/national')
const questions = readFileSync(join(SHARED, 'citizen-questions', 'questions.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => (JSON.parse(line) as { question: string }).question.slice(0, 300))
  .slice(0, QUESTIONS)

const folder = await mkdtemp(join(tmpdir(), 'wenfa-bench-'))
const dataDir = join(folder, 'data')
try {
  if (runs('ingest')) print(await benchIngest(statutes, dataDir))
  else if (ON_STATUTES.some(runs)) await prepareData()
  if (runs('vectors')) print(await benchVectors(dataDir, questions))
  if (runs('search')) print(await benchSearch(dataDir, join(SHARED, 'consultations', 'train.jsonl')))
  if (runs('server')) print(await benchServer(dataDir, questions))
  if (runs('publish')) print(await benchPublish(dataDir, questions))
  if (runs('knowledge')) print(await benchKnowledge(statutes, dataDir, join(folder, 'knowledge')))
  if (runs('tickets')) print(await benchTickets())
  if (runs('hotline')) print(await benchHotline(dataDir, questions))
  if (runs('channels')) print(await benchChannels(dataDir, questions))
  if (runs('sizes')) print(await benchSizes(SHARED, join(folder, 'sizes')))
} finally {
  await rm(folder, { recursive: true, force: true })
}

async function prepareData(): Promise<void> {
  if (values.data) await cp(values.data, dataDir, { recursive: true })
  else await benchIngest(statutes, dataDir)
}

function print(rows: readonly BenchmarkRow[]): void {
  for (const { what, value, limit, ok } of rows) {
    const verdict = ok === null ? '' : ok ? 'ok' : 'MISSED'
    process.stdout.write(`${what.padEnd(46)} ${value.padStart(12)} ${limit.padStart(12)} ${verdict}\n`)
  }
}

function fail(why: string): never {
  process.stderr.write(`${why}\n`)
  process.exit(1)
}
