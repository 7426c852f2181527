import { parseArgs } from 'node:util'
import type { Case } from './cases/case.js'
import { LAWBENCH_TASKS, readLawbench } from './readers/read-lawbench.js'
import { readLecoqa } from './readers/read-lecoqa.js'
import { readLexrag } from './readers/read-lexrag.js'
import { RecordError } from './readers/read-records.js'
import { readStard } from './readers/read-stard.js'

/**
 * Writes the cases of a public data set as lines of the one case format:
 * `npx tsx evals/import-cases.ts FORMAT FILE… > cases.jsonl`; formats: see evals/readers/README.md.
 */
const USAGE =
  'Usage: lecoqa FILE | stard QUERIES CORPUS [QRELS] | lexrag FILE | lawbench-1-1, -3-2 or -3-8 FILE'

function read([format, first, second, third]: readonly string[]): Case[] {
  if (first === undefined) throw new RecordError(USAGE)
  if (format === 'lecoqa') return readLecoqa(first)
  if (format === 'lexrag') return readLexrag(first)
  if (format === 'stard' && second !== undefined) return readStard(first, second, third ?? null)
  const task = LAWBENCH_TASKS.find((each) => format === `lawbench-${each}`)
  if (task === undefined) throw new RecordError(USAGE)
  return readLawbench(first, task)
}

try {
  for (const each of read(parseArgs({ allowPositionals: true }).positionals))
    console.log(JSON.stringify(each))
} catch (error) {
  if (!(error instanceof RecordError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
