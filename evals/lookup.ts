import { parseArgs } from 'node:util'
import { chinaDate } from '../knowledge/china-date.js'
import { openRetriever } from '../retrieval/open-retriever.js'
import { openDatabase } from '../storage/open-database.js'

/** Asks for every article of every law in force by name and number: `npx tsx evals/lookup.ts --data DIR`. */
const { values } = parseArgs({ options: { data: { type: 'string', default: 'data' } } })
const { db, close } = await openDatabase({ dataDir: values.data })
const retriever = await openRetriever({ db, dataDir: values.data, log: console.error })
const today = chinaDate(new Date())

const rows = await db
  .selectFrom('passages as p')
  .innerJoin('source_versions as v', 'v.id', 'p.version_id')
  .innerJoin('sources as s', 's.id', 'v.source_id')
  .select(['p.title', 'p.article', 'p.article_number', 's.region_code', 'v.source_id'])
  .distinct()
  .where('p.article', 'is not', null)
  .where('p.withdrawn_revision', 'is', null)
  .where(({ eb, or }) => or([eb('v.effective_from', 'is', null), eb('v.effective_from', '<=', today)]))
  .where(({ eb, or }) => or([eb('v.effective_to', 'is', null), eb('v.effective_to', '>', today)]))
  .execute()

const wordings = [
  (law: string, article: string) => `${law}${article}的内容是什么`,
  (law: string, article: string) => `《${law}》${article}`,
]
const missed: string[] = []
let asked = 0
let slowest = 0
for (const [i, row] of rows.entries()) {
  const question = wordings[i % wordings.length]!(row.title, row.article!)
  const found = await retriever.search(question, { k: 1, regionCode: row.region_code ?? undefined })
  asked++
  slowest = Math.max(slowest, found.tookMs)
  const [hit] = found.hits
  if (hit?.lawTitle !== row.title || hit.article !== row.article) {
    missed.push(
      `${question} -> ${hit?.lawTitle} ${hit?.article} (${found.lookup?.references[0]?.status ?? 'no reference'})`,
    )
  }
}
for (const line of missed.slice(0, 40)) console.log(line)
console.log(`${asked - missed.length} of ${asked} articles found first, slowest ${slowest.toFixed(1)} ms`)
await retriever.close()
await close()
process.exitCode = missed.length > 0 ? 1 : 0
