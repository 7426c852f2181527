import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { seededRandom } from '../../../retrieval/embed/seeded-random.js'
import { loadIndex } from '../../../retrieval/index/load-index.js'
import { KeywordIndex } from '../../../retrieval/keyword/keyword-index.js'
import { openRetriever } from '../../../retrieval/open-retriever.js'
import { queryTerms } from '../../../retrieval/tokenize.js'
import { openDatabase } from '../../../storage/open-database.js'
import { percentile } from '../../metrics/percentile.js'
import { readConsultations } from '../../retrieval/consultations.js'
import { measureGraph } from '../measure-graph.js'
import { resampleSegment } from './resample-segment.js'
import type { Measured } from './size-row.js'

/**
 * One size in a process of its own, so that its memory is its own: prints what it measured as one line of JSON.
 * `--resample N` repeats the passages of the index, drawn anew, until there are N, and searches them by keywords.
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '' },
    questions: { type: 'string', default: '' },
    keywords: { type: 'boolean', default: false },
    resample: { type: 'string' },
  },
})
/** As a turn searches: the best of all kinds that apply in a city, with entries of each kind. */
const TURN_SEARCH = { k: 30, entries: 10, regionCode: '320100' }
const WARM_UP = 60
/** Of so many times that a question took, the least counts: the rest is other work on the machine. */
const PASSES = 3

const questions = readConsultations(values.questions).map(({ question }) => question)
const row = values.keywords ? await measureKeywords() : await measureSearch()
process.stdout.write(`${JSON.stringify(row)}\n`)

async function measureSearch(): Promise<Measured> {
  const { db, close } = await openDatabase({ dataDir: values.data })
  queryTerms('先读词典')
  const before = residentMb()
  const startedAt = performance.now()
  const retriever = await openRetriever({ db, dataDir: values.data, log: () => {} })
  const loadSeconds = (performance.now() - startedAt) / 1000
  const times = await timeEach(async (question) => void (await retriever.search(question, TURN_SEARCH)))
  const memoryMb = residentMb() - before
  await retriever.close()
  await close()
  const loaded = await loadSaved()
  const graphRecall = measureGraph(loaded, questions)?.recall ?? null
  return { passages: loaded.manifest.passages, ...times, memoryMb, loadSeconds, graphRecall }
}

async function measureKeywords(): Promise<Measured> {
  queryTerms('先读词典')
  const before = residentMb()
  const startedAt = performance.now()
  let segments = [(await loadSaved()).segment.keyword]
  if (values.resample) {
    const [segment] = segments
    const random = seededRandom(1)
    const parts = Math.round(Number(values.resample) / segment!.docCount)
    segments = Array.from({ length: parts }, () => resampleSegment(segment!, random))
  }
  const index = new KeywordIndex()
  index.addSegments(segments)
  const loadSeconds = values.resample ? null : (performance.now() - startedAt) / 1000
  const allowed = new Uint8Array(index.docCount).fill(1)
  const times = await timeEach(async (question) => {
    index.score(queryTerms(question), allowed).best(100)
  })
  return {
    passages: index.docCount,
    ...times,
    memoryMb: residentMb() - before,
    loadSeconds,
    graphRecall: null,
  }
}

async function timeEach(ask: (question: string) => Promise<void>): Promise<{ p50Ms: number; p99Ms: number }> {
  for (const question of questions.slice(0, WARM_UP)) await ask(question)
  const times = questions.map(() => Number.POSITIVE_INFINITY)
  for (let pass = 0; pass < PASSES; pass++) {
    for (const [i, question] of questions.entries()) {
      const askedAt = performance.now()
      await ask(question)
      times[i] = Math.min(times[i]!, performance.now() - askedAt)
    }
  }
  return { p50Ms: percentile(times, 0.5), p99Ms: percentile(times, 0.99) }
}

async function loadSaved() {
  const loaded = await loadIndex(join(values.data, 'index'), { model: null })
  if (!loaded) throw new Error(`No index in ${values.data}: ingest first`)
  return loaded
}

function residentMb(): number {
  globalThis.gc?.()
  globalThis.gc?.()
  return process.memoryUsage().rss / 2 ** 20
}
