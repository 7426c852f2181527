import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { stepDepsOf } from '../bot/bot-deps.js'
import { choosePlan } from '../bot/decide/choose-plan.js'
import { isStory, weighStory } from '../bot/decide/meant-by-story.js'
import { bestOf, weighSources } from '../bot/decide/weigh-sources.js'
import { decide } from '../bot/steps/decide.js'
import { understandingOf } from '../bot/turn.js'
import { fitLogistic, probabilityOf } from '../retrieval/learned/fit-logistic.js'
import { createOutput } from '../server/cli/output.js'
import { openAssistant, openRecords } from '../server/compose.js'
import { readConfig } from '../server/config.js'
import { readJudged } from './decisions/questions.js'
import { createSearchTurn } from './decisions/search-turn.js'

/**
 * Weights of `storySettles`, and how often the likeliest entry settles a long question that the rules leave open: from
 * each probability on, on questions that the weights were not fitted to (five folds).
 * `npx tsx evals/stories.ts --data DIR`
 */
const { values } = parseArgs({
  options: {
    data: { type: 'string', default: 'data' },
    shared: { type: 'string', default: join('..', 'shared', 'data') },
  },
})
if (!existsSync(values.shared)) {
  console.log(`Skipped: ${values.shared} is absent`)
  process.exit(0)
}
const FOLDS = 5
const THRESHOLDS = [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8]
/** Figures that go together (told, and more than any other) are told apart by it. */
const FIT = { ridge: 0.00002, rounds: 20_000 }
const LEFT_OPEN = ['clarifying_question', 'handed_off_low_confidence']

const [config, output] = [readConfig(process.env, values.data), createOutput(false)]
const records = await openRecords(config, output)
const assistant = await openAssistant(records, config, output, { dryRun: true })
const deps = stepDepsOf(assistant)
const search = createSearchTurn(deps)
const decision = decide(deps)
const stories: { evidence: Record<string, number>; right: boolean }[] = []
for (const { question, titles } of readJudged(values.shared)) {
  const turn = await search(question)
  if (turn === null || !isStory(understandingOf(turn))) continue
  const { entries, law, saidByLaw } = weighSources(turn, deps)
  const [first] = entries
  const evidence = weighStory(entries)
  const best = bestOf(entries)
  const weighed = { turn, understanding: understandingOf(turn), entries, best, law, saidByLaw, mayAsk: true }
  if (first === undefined || evidence === null || choosePlan(weighed) !== null) continue
  const decided = await decision.run(turn, { signal: new AbortController().signal, onProgress() {} })
  if (!('outcome' in decided) || !LEFT_OPEN.includes(decided.outcome)) continue
  stories.push({ evidence: { ...evidence }, right: titles.includes(first.entry.title) })
}
await assistant.close()
await records.close()

const scored = Array.from({ length: FOLDS }, (_, fold) => {
  const weights = fitLogistic(
    stories.filter((_, i) => i % FOLDS !== fold),
    FIT,
  )
  return stories
    .filter((_, i) => i % FOLDS === fold)
    .map(({ evidence, right }) => ({ probability: probabilityOf(weights, evidence), right }))
}).flat()
const settled = stories.filter(({ right }) => right).length
console.log(`${stories.length} long questions are left open; of ${settled} the likeliest entry is the answer`)
console.table(
  THRESHOLDS.map((threshold) => {
    const told = scored.filter(({ probability }) => probability >= threshold)
    const right = told.filter((each) => each.right).length
    return { threshold, told: told.length, right: (right / Math.max(1, told.length)).toFixed(3) }
  }),
)
console.log(fitLogistic(stories, FIT))
