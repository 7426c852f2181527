import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createBot } from '../bot/bot.js'
import type { TurnResult } from '../bot/turn.js'
import { createOffices } from '../knowledge/offices.js'
import { openRetriever } from '../retrieval/open-retriever.js'
import { createPassages } from '../retrieval/passages.js'
import { openDatabase } from '../storage/open-database.js'
import { type DecisionQuestion, readConsulted, readJudged } from './decisions/questions.js'

/**
 * How whole turns end on real questions, and how often rightly: of judged questions an answer from the entry that
 * settles them and a list of choices that holds it; of consultations an answer that cites a deciding article.
 * `npx tsx evals/outcomes.ts --data DIR`; `--list` names what was answered wrongly
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'data' },
    shared: { type: 'string', default: join('..', 'shared', 'data') },
    list: { type: 'boolean', default: false },
  },
})
if (!existsSync(values.shared)) {
  console.log(`Skipped: ${values.shared} is absent`)
  process.exit(0)
}
const { db, close } = await openDatabase({ dataDir: values.data })
const retriever = await openRetriever({ db, dataDir: values.data, log: console.error })
const bot = createBot({
  conversations: { history: async () => [] },
  retriever,
  passages: createPassages(db),
  offices: createOffices(db),
  openTicket: null,
  findTickets: async () => [],
  dataAsOf: () => null,
  now: () => new Date(),
})

for (const [set, questions] of [
  ['judged', readJudged(values.shared)],
  ['consulted', readConsulted(values.shared)],
] as const) {
  const rows = new Map<string, { turns: number; right: number; settled: number }>()
  for (const [n, question] of questions.entries()) {
    const input = { conversationId: 'c', messageId: `m${n}`, text: question.question, channel: 'evals' }
    const result = await bot.respond(input, { signal: new AbortController().signal, onProgress() {} })
    const end = endOf(result)
    const row = rows.get(end) ?? { turns: 0, right: 0, settled: 0 }
    rows.set(end, row)
    const right = isRight(result, question)
    row.turns++
    if (right) row.right++
    if (question.titles.length > 0) row.settled++
    if (values.list && set === 'judged' && !right && end.startsWith('answered_from')) {
      console.log(`${question.question.slice(0, 60)} -> ${entryOf(result)} | ${question.titles.join(' / ')}`)
    }
  }
  console.log(`\n${questions.length} ${set} questions; settled: an entry is known to settle it`)
  console.table(Object.fromEntries([...rows].sort(([a], [b]) => a.localeCompare(b))))
}
await retriever.close()
await close()

function entryOf({ answer }: TurnResult): string | undefined {
  return answer.bases.find(({ kind }) => kind !== 'statute')?.lawTitle
}

function endOf(result: TurnResult): string {
  if (result.outcome !== 'answered_from_sources') return result.outcome
  return entryOf(result) === undefined ? 'answered_from_sources: articles' : 'answered_from_sources: entry'
}

function isRight({ outcome, answer }: TurnResult, { set, titles, articles }: DecisionQuestion): boolean {
  if (set === 'judged') {
    const offered = outcome.startsWith('clarifying_')
      ? answer.choices
      : answer.bases.map(({ lawTitle }) => lawTitle)
    return offered.some((title) => titles.includes(title))
  }
  return answer.bases.some(({ lawTitle, number }) =>
    articles.includes(lawTitle + (number ?? '').replace(/条.*$/, '条')),
  )
}
