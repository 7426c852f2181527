import { parseArgs } from 'node:util'
import { chinaDate } from '../../knowledge/china-date.js'
import type { IndexedPassage } from '../../retrieval/doc-table.js'
import { openRetriever } from '../../retrieval/open-retriever.js'
import { readPassages, readRevision } from '../../retrieval/read-passages.js'
import { applies, readVersions } from '../../retrieval/version-table.js'
import { openDatabase } from '../../storage/open-database.js'
import { percentile } from '../metrics/percentile.js'
import { readConsultations } from '../retrieval/consultations.js'
import { measureRetrieval } from '../retrieval/measure-retrieval.js'
import { createRankingMetrics, type Place } from '../retrieval/ranking-metrics.js'
import type { BuildEngine } from './engines/engine.js'

/** One engine in a process of its own, so that its memory is its own: prints one line of JSON. */
const { values } = parseArgs({
  options: { engine: { type: 'string' }, data: { type: 'string' }, questions: { type: 'string' } },
})
const { engine: name = '', data: dataDir = '', questions: questionsFile = '' } = values
const consultations = readConsultations(questionsFile)
const residentMb = () => process.memoryUsage().rss / 2 ** 20
const result = name === 'hybrid' ? await measureHybrid() : await measureKeyword(await engineNamed())
process.stdout.write(`${JSON.stringify(result)}\n`)

async function engineNamed(): Promise<BuildEngine> {
  if (name === 'own') return (await import('./engines/own-keyword.js')).buildOwnKeyword
  if (name === 'fts5') return (await import('./engines/sqlite-fts5.js')).buildSqliteFts5
  return (await import('./engines/minisearch.js')).buildMiniSearch
}

async function measureKeyword(build: BuildEngine) {
  const passages = await statutesInForce()
  const before = residentMb()
  const startedAt = performance.now()
  const engine = await build(passages)
  const buildSeconds = (performance.now() - startedAt) / 1000
  const memoryMb = residentMb() - before
  const metrics = createRankingMetrics()
  const times: number[] = []
  for (const consultation of consultations.slice(0, 30)) await engine.search(consultation.question)
  for (const consultation of consultations) {
    const askedAt = performance.now()
    const found = await engine.search(consultation.question)
    times.push(performance.now() - askedAt)
    metrics.add(
      consultation,
      found.map((at) => passages[at]!),
    )
  }
  await engine.close()
  return {
    buildSeconds,
    memoryMb,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    ...metrics.result(),
  }
}

async function measureHybrid() {
  const { db, close } = await openDatabase({ dataDir })
  const before = residentMb()
  const startedAt = performance.now()
  const retriever = await openRetriever({ db, dataDir, log: () => {} })
  const loadSeconds = (performance.now() - startedAt) / 1000
  const report = await measureRetrieval(retriever, consultations, { kind: 'statute' })
  await retriever.close()
  await close()
  return { loadSeconds, memoryMb: residentMb() - before, ...report }
}

async function statutesInForce(): Promise<(IndexedPassage & Place)[]> {
  const { db, close } = await openDatabase({ dataDir })
  const versions = await readVersions(db)
  const today = chinaDate(new Date())
  const passages: (IndexedPassage & Place)[] = []
  for await (const page of readPassages(db, await readRevision(db))) {
    for (const passage of page) {
      const version = versions.get(passage.version_id)
      if (version?.kind === 'statute' && applies(version, today, new Set())) {
        passages.push({ ...passage, file: version.file })
      }
    }
  }
  await close()
  return passages
}
