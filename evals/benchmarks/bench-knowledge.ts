import { cp, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { buildZip } from '../../knowledge/testing/build-zip.js'
import { spawnServer } from '../../server/spawn-server.js'
import { percentile } from '../metrics/percentile.js'
import { atMost, type BenchmarkRow, compared } from './benchmark-row.js'
import { createCitizens, UNLIMITED } from './citizens.js'
import { measureProcess } from './measure-process.js'
import { type Staff, signIn } from './staff.js'

const BIN = join(import.meta.dirname, '..', '..', 'bin', 'wenfa.js')
const STATUTES = 1500
const QUESTION = '劳动法第一条的内容是什么'
const ANSWER = '为了保护劳动者的合法权益'
const POLL_MS = 200
const LONGEST_WAIT_MS = 300_000
const LOOKS = 40
const LIST_LIMIT_MS = 150
const LISTS = [
  'sources',
  'sources?q=劳动&kind=statute',
  'drafts',
  'gaps',
  'cases',
  'dependents',
  'duplicates',
]

/**
 * What knowledge staff wait for: an archive of statutes read into drafts, beside `wenfa ingest` of the same files, both
 * into empty data folders, and the pages of lists with all statutes loaded.
 * @param dataDir with the statutes ingested
 * @param workDir empty
 */
export async function benchKnowledge(
  statutes: string,
  dataDir: string,
  workDir: string,
): Promise<BenchmarkRow[]> {
  return [...(await measureArchive(statutes, workDir)), ...(await measureLists(dataDir))]
}

async function measureArchive(statutes: string, workDir: string): Promise<BenchmarkRow[]> {
  const files = (await readdir(statutes, { recursive: true })).filter((name) => name.endsWith('.md'))
  const chosen = files.sort().slice(0, STATUTES)
  const folder = join(workDir, 'statutes')
  for (const name of chosen) await cp(join(statutes, name), join(folder, name))
  const parts = chosen.map(async (name) => ({ name, content: await readFile(join(statutes, name)) }))
  const archive = buildZip(await Promise.all(parts))

  const args = [BIN, 'ingest', folder, '--data', join(workDir, 'ingested'), '--json']
  const ingested = await measureProcess(process.execPath, args)
  if (ingested.code !== 0) throw new Error(`wenfa ingest ended with ${ingested.code}`)
  const uploadedDir = join(workDir, 'uploaded')
  const server = await spawnServer(uploadedDir, UNLIMITED)
  try {
    const author = await signIn(server.url, uploadedDir, 'knowledge')
    const reviewer = await signIn(server.url, uploadedDir, 'administrator')
    const startedAt = performance.now()
    const { id } = await author('POST', '/api/knowledge/uploads')
    const path = `/api/knowledge/uploads/${id}`
    await author('POST', `${path}/files?name=${encodeURIComponent('法规.zip')}`, archive)
    const { readFiles } = await author('POST', `${path}/end`)
    const readSeconds = (performance.now() - startedAt) / 1000
    const publishSeconds = await publishAll(author, reviewer, id)
    const citizens = createCitizens(server.url, [])
    const untilMs = performance.now() + LONGEST_WAIT_MS
    while (!(await citizens.ask(QUESTION)).includes(ANSWER)) {
      if (performance.now() > untilMs) throw new Error(`${QUESTION} is not answered from the archive`)
      await setTimeout(POLL_MS)
    }
    const liveSeconds = (performance.now() - startedAt) / 1000
    return [
      compared(`wenfa ingest of ${chosen.length} statutes`, `${ingested.seconds.toFixed(1)} s`),
      compared(`ZIP of them read into ${readFiles} drafts`, `${readSeconds.toFixed(1)} s`),
      atMost('ZIP, against wenfa ingest', readSeconds / ingested.seconds, 1, '×'),
      compared('submitted and published together', `${publishSeconds.toFixed(1)} s`),
      atMost('ZIP until answered from, against wenfa ingest', liveSeconds / ingested.seconds, 1, '×'),
    ]
  } finally {
    await server.stop()
  }
}

async function publishAll(author: Staff, reviewer: Staff, uploadId: string): Promise<number> {
  const drafts: { id: string; version: number }[] = []
  for (;;) {
    const path = `/api/knowledge/drafts?uploadId=${uploadId}&limit=200&offset=${drafts.length}`
    const page = await author('GET', path)
    drafts.push(...page.drafts)
    if (page.drafts.length === 0) break
  }
  const ids = drafts.map(({ id }) => id)
  const startedAt = performance.now()
  await author('POST', '/api/knowledge/drafts/bulk', { kind: 'submit', ids })
  const versions = Object.fromEntries(drafts.map(({ id, version }) => [id, version + 1]))
  const { done } = await reviewer('POST', '/api/knowledge/drafts/bulk', { kind: 'publish', ids, versions })
  if (done !== ids.length) throw new Error(`${done} of ${ids.length} drafts were published`)
  return (performance.now() - startedAt) / 1000
}

async function measureLists(dataDir: string): Promise<BenchmarkRow[]> {
  const server = await spawnServer(dataDir, UNLIMITED)
  try {
    const member = await signIn(server.url, dataDir, 'knowledge')
    const rows: BenchmarkRow[] = []
    for (const list of LISTS) {
      const tookMs: number[] = []
      for (let n = 0; n < LOOKS; n++) {
        const startedAt = performance.now()
        await member('GET', encodeURI(`/api/knowledge/${list}`))
        tookMs.push(performance.now() - startedAt)
      }
      rows.push(atMost(`${list}, p95`, percentile(tookMs, 0.95), LIST_LIMIT_MS, 'ms'))
    }
    return rows
  } finally {
    await server.stop()
  }
}
