import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chooseThreshold, TARGET_PRECISION } from '../retrieval/learned/answer-threshold.js'
import { fitLogistic, probabilityOf } from '../retrieval/learned/fit-logistic.js'
import { createOutput } from '../server/cli/output.js'
import { openAssistant, openRecords } from '../server/compose.js'
import { readConfig } from '../server/config.js'
import { choiceShares, fitChoice } from './decisions/fit-choice.js'
import { createGatherer } from './decisions/gather.js'
import { readConsulted, readJudged } from './decisions/questions.js'
import { calibrationError, coverageCurve } from './metrics/calibration.js'

/**
 * How often what looks best settles a citizen's question, and weights as `settle-probability.ts` has them; those of
 * entries in use are fitted to more than the judged questions that are fitted to here. Judged questions were read one by
 * one; of a consultation an entry or the first articles count as right where they cite an article that decides it. Every
 * figure is of questions that the weights were not fitted to (five folds).
 * `npx tsx evals/decisions.ts --data DIR`
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
const CURVE_POINTS = 20
const LEAST_OF_MATTER = 60
const THRESHOLDS = [0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6]

const [config, output] = [readConfig(process.env, values.data), createOutput(false)]
const records = await openRecords(config, output)
const assistant = await openAssistant(records, config, output, { dryRun: true })
const gather = createGatherer(assistant)
const gathered: Awaited<ReturnType<typeof gather>>[] = []
for (const question of [...readJudged(values.shared), ...readConsulted(values.shared)]) {
  gathered.push(await gather(question))
}
await assistant.close()
await records.close()

const fitWeights = (questions: typeof gathered) => ({
  // A Q&A may cite a deciding article and answer something else: only what was read teaches about entries.
  entries: fitChoice(questions.filter(({ set }) => set === 'judged').map(({ entries }) => entries)),
  statutes: fitLogistic(questions.flatMap(({ statutes }) => statutes ?? [])),
})
const scored = Array.from({ length: FOLDS }, (_, fold) => {
  const weights = fitWeights(gathered.filter((_, i) => i % FOLDS !== fold))
  return gathered
    .filter((_, i) => i % FOLDS === fold)
    .map(({ entries, statutes, ...question }) => {
      const shares = choiceShares(
        weights.entries,
        entries.map(({ evidence }) => evidence),
      )
      const best = entries
        .map((entry, n) => ({ ...entry, probability: shares[n]! }))
        .sort((a, b) => b.probability - a.probability)[0]
      const lawful = statutes && {
        ...statutes,
        probability: probabilityOf(weights.statutes, statutes.evidence),
      }
      return { ...question, reachable: entries.some(({ right }) => right), best, lawful }
    })
}).flat()

for (const set of ['judged', 'consulted'] as const) {
  const questions = scored.filter((question) => question.set === set)
  const settled = questions.filter(({ reachable, lawful }) => reachable || lawful?.right)
  console.log(
    `\n${questions.length} ${set} questions; ${settled.length} have what settles them among the candidates`,
  )
  console.table(
    THRESHOLDS.map((threshold) => {
      const sure = (p: { probability: number } | null | undefined) => (p?.probability ?? 0) >= threshold
      const entries = questions.filter(
        ({ best, lawful }) => sure(best) && (best?.probability ?? 0) >= (lawful?.probability ?? 0),
      )
      const statutes = questions.filter((question) => sure(question.lawful) && !entries.includes(question))
      const rightEntries = entries.filter(({ best }) => best?.right)
      const rightStatutes = statutes.filter(({ lawful }) => lawful?.right)
      return {
        threshold,
        'from an entry': share(entries.length, questions.length),
        right: share(rightEntries.length, entries.length),
        'from statutes': share(statutes.length, questions.length),
        'right ': share(rightStatutes.length, statutes.length),
        'right of all': share(rightEntries.length + rightStatutes.length, questions.length),
      }
    }),
  )
}

const ofLaw = scored.flatMap(({ lawful, matter }) => (lawful ? [{ ...lawful, matter }] : []))
const threshold = chooseThreshold(ofLaw)
console.log(`\nArticles alone, ${ofLaw.length} consultations; target precision ${TARGET_PRECISION}:`)
console.log(threshold ?? 'no threshold meets it')
console.table(
  coverageCurve(ofLaw, ofLaw.length)
    .filter((_, i, all) => i % Math.ceil(all.length / CURVE_POINTS) === 0)
    .map(({ probability, coverage, precision }) => ({
      probability: probability.toFixed(2),
      coverage: coverage.toFixed(3),
      precision: precision.toFixed(3),
    })),
)
console.log(`Calibration error ${calibrationError(ofLaw).toFixed(3)}; by matter, where there is enough:`)
console.table(
  [...new Set(ofLaw.map(({ matter }) => matter))]
    .map((matter) => ({ matter, group: ofLaw.filter((each) => each.matter === matter) }))
    .filter(({ group }) => group.length >= LEAST_OF_MATTER)
    .map(({ matter, group }) => ({
      matter,
      questions: group.length,
      predicted: (group.reduce((sum, { probability }) => sum + probability, 0) / group.length).toFixed(3),
      right: share(group.filter(({ right }) => right).length, group.length),
      error: calibrationError(group).toFixed(3),
    })),
)
const weights = fitWeights(gathered)
for (const kind of ['entries', 'statutes'] as const) console.log(kind, weights[kind])

function share(part: number, whole: number): string {
  return `${((100 * part) / Math.max(1, whole)).toFixed(1)}% (${part})`
}
