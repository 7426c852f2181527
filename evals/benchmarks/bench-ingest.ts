import { join } from 'node:path'
import { atMost, type BenchmarkRow } from './benchmark-row.js'
import { measureProcess } from './measure-process.js'

const BIN = join(import.meta.dirname, '..', '..', 'bin', 'wenfa.js')

/** Ingests the statutes into an empty data folder, index included, and again without a change. */
export async function benchIngest(statutes: string, dataDir: string): Promise<BenchmarkRow[]> {
  const args = [BIN, 'ingest', statutes, '--data', dataDir, '--json']
  const first = await measureProcess(process.execPath, args)
  const again = await measureProcess(process.execPath, args)
  if (first.code !== 0) throw new Error(`wenfa ingest ended with ${first.code}`)
  return [
    atMost('ingest from empty, index included', first.seconds, 120, 's'),
    atMost('ingest, highest memory', first.peakMb, 2048, 'MB'),
    atMost('ingest again, unchanged', again.seconds, 8, 's'),
  ]
}
