import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cp, rm } from 'node:fs/promises'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { atLeast, atMost, type BenchmarkRow, compared } from '../benchmark-row.js'
import { createTexts } from './grow-texts.js'
import { type Measured, SIZES_FILE, type SizeRow, type SizesFile } from './size-row.js'

const run = promisify(execFile)
const BIN = join(import.meta.dirname, '..', '..', '..', 'bin', 'wenfa.js')

const SIZES = [
  { articles: 1000, part: 'national', learns: false },
  { articles: 10_000, part: 'national', learns: false },
  { articles: Number.POSITIVE_INFINITY, part: 'national', learns: true },
  { articles: Number.POSITIVE_INFINITY, part: 'local', learns: true },
] as const
const RESAMPLED = 1_000_000

/**
 * Time and memory of search against the size of the corpus, from a thousand articles (beside the starter content) to
 * all statutes; by keywords alone also for a million. Leaves the figures in `SIZES_FILE`.
 * @param shared folder with `statutes` and `consultations`
 * @param folder empty, for texts and data
 */
export async function benchSizes(shared: string, folder: string): Promise<BenchmarkRow[]> {
  const questions = join(shared, 'consultations', 'train.jsonl')
  const texts = join(folder, 'texts')
  const dataDir = join(folder, 'data')
  mkdirSync(texts, { recursive: true })
  const { grow } = createTexts(join(shared, 'statutes'), texts)
  const rows: SizeRow[] = []
  const measure = async (what: SizeRow['what'], data: string, ...options: string[]) => {
    const figures = await measureSize(['--data', data, '--questions', questions, ...options])
    rows.push({ what, ...figures, load: loadavg()[0]! })
  }
  for (const { articles, part, learns } of SIZES) {
    grow(articles, part)
    await wenfa('ingest', texts, '--data', dataDir, '--json')
    await measure('whole search', dataDir)
    await measure('keywords alone', dataDir, '--keywords')
    if (!learns) continue
    const learned = join(folder, 'learned')
    await cp(dataDir, learned, { recursive: true })
    await wenfa('learn', questions, '--data', learned, '--json')
    await measure('whole search, learned', learned)
    await rm(learned, { recursive: true })
  }
  await measure('keywords alone', dataDir, '--keywords', '--resample', String(RESAMPLED))
  const file: SizesFile = {
    measuredAt: new Date().toISOString(),
    processor: `${cpus().length} × ${cpus()[0]?.model.trim()}`,
    rows,
  }
  writeFileSync(SIZES_FILE, `${JSON.stringify(file, null, 1)}\n`)
  return rows.flatMap(toBenchmarkRows)
}

/** A text without articles is told with an exit code of its own; the rest was taken in. */
const EXIT_SOME_UNREAD = 3

async function wenfa(...args: string[]): Promise<void> {
  await run(process.execPath, [BIN, ...args], { maxBuffer: 1 << 26 }).catch((error: { code?: number }) => {
    if (error.code !== EXIT_SOME_UNREAD) throw error
  })
}

async function measureSize(options: string[]): Promise<Measured> {
  const script = join(import.meta.dirname, 'size-process.ts')
  const { stdout } = await run(process.execPath, ['--expose-gc', '--import', 'tsx', script, ...options])
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Measured
}

/** Time of a whole search that DESIGN promises, in a corpus of up to so many passages. */
const LIMITS = [
  { passages: 75_000, p50Ms: 5, p99Ms: 25 },
  { passages: 200_000, p50Ms: 8, p99Ms: null },
]

function toBenchmarkRows(row: SizeRow): BenchmarkRow[] {
  const { what, passages, p50Ms, p99Ms, memoryMb, loadSeconds, graphRecall, load } = row
  const name = `${String(passages).padStart(7)} passages, ${what}`
  const figures = [
    `p50 ${p50Ms.toFixed(2)} ms`,
    `p99 ${p99Ms.toFixed(1)} ms`,
    `${memoryMb.toFixed(0)} MB`,
    loadSeconds === null ? '' : `loaded in ${loadSeconds.toFixed(1)} s`,
    `machine load ${load.toFixed(1)}`,
  ]
  const rows = [compared(name, figures.filter(Boolean).join('  '))]
  const limit = what === 'keywords alone' ? undefined : LIMITS.find((of) => passages <= of.passages)
  if (limit) rows.push(atMost(`${name}, p50`, p50Ms, limit.p50Ms, 'ms'))
  if (limit?.p99Ms) rows.push(atMost(`${name}, p99`, p99Ms, limit.p99Ms, 'ms'))
  if (graphRecall !== null) rows.push(atLeast(`${name}, recall of the graph`, graphRecall, 0.98, ''))
  return rows
}
