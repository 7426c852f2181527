import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { atMost, type BenchmarkRow, compared } from './benchmark-row.js'

interface Figures {
  buildSeconds?: number
  loadSeconds?: number
  memoryMb: number
  p50Ms: number
  p99Ms: number
  recallAt10: number
  recallAt100: number
  mrr: number
}

const ENGINES = [
  ['own', 'own BM25F, keywords alone'],
  ['fts5', 'SQLite FTS5, same terms'],
  ['minisearch', 'MiniSearch, same terms'],
  ['hybrid', 'wenfa search, all evidence'],
] as const

/**
 * Search on the same passages and questions by our keyword index, SQLite FTS5, MiniSearch, and our whole search.
 * @param dataDir with the statutes ingested
 * @param questionsFile consultations with their decisive articles
 */
export async function benchSearch(dataDir: string, questionsFile: string): Promise<BenchmarkRow[]> {
  const rows: BenchmarkRow[] = []
  for (const [engine, what] of ENGINES) {
    const found = await measure(engine, dataDir, questionsFile)
    if (engine === 'hybrid') {
      rows.push(atMost('search, p50', found.p50Ms, 5, 'ms'), atMost('search, p99', found.p99Ms, 25, 'ms'))
    }
    const ready =
      found.buildSeconds === undefined
        ? `load ${found.loadSeconds?.toFixed(1)} s`
        : `build ${found.buildSeconds.toFixed(1)} s`
    const figures = [
      `p50 ${found.p50Ms.toFixed(2)} ms`,
      `p99 ${found.p99Ms.toFixed(1)} ms`,
      `R@10 ${found.recallAt10.toFixed(3)}`,
      `R@100 ${found.recallAt100.toFixed(3)}`,
      `MRR ${found.mrr.toFixed(3)}`,
      `${found.memoryMb.toFixed(0)} MB`,
      ready,
    ]
    rows.push(compared(what, figures.join('  ')))
  }
  return rows
}

async function measure(engine: string, dataDir: string, questionsFile: string): Promise<Figures> {
  const script = join(import.meta.dirname, 'engine-process.ts')
  const args = [
    '--import',
    'tsx',
    script,
    '--engine',
    engine,
    '--data',
    dataDir,
    '--questions',
    questionsFile,
  ]
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 24 })
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Figures
}
