import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openRetriever } from '../retrieval/open-retriever.js'
import { openDatabase } from '../storage/open-database.js'
import { readConsultations } from './retrieval/consultations.js'
import { measureRetrieval } from './retrieval/measure-retrieval.js'
import { printTable } from './retrieval/print-table.js'

/** Recall and time of search on real questions: `npx tsx evals/retrieval.ts --data DIR`. */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'data' },
    questions: { type: 'string', default: join('..', 'shared', 'data', 'consultations', 'train.jsonl') },
  },
})
if (!existsSync(values.questions)) {
  console.log(`Skipped: ${values.questions} is absent`)
} else {
  const { db, close } = await openDatabase({ dataDir: values.data })
  const retriever = await openRetriever({ db, dataDir: values.data, log: console.error })
  const consultations = readConsultations(values.questions)
  const all = await measureRetrieval(retriever, consultations)
  const statutes = await measureRetrieval(retriever, consultations, { kind: 'statute' })
  printTable([
    { search: 'all kinds', ...all },
    { search: 'statutes only', ...statutes },
  ])
  await retriever.close()
  await close()
}
