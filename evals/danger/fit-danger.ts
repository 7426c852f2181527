import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DANGERS, type Danger, weighDangerBy } from '../../bot/danger/danger-model.js'
import { cleanText } from '../../bot/language/clean-text.js'
import { foldText } from '../../bot/language/normalise-text.js'
import { parseFile } from '../../knowledge/parse-file.js'
import { readCaseFolder } from '../cases/case.js'
import { fitTextModel, type LabelledText } from './fit-text-model.js'

/**
 * `npx tsx evals/danger/fit-danger.ts [--write]`: fits the danger model to the cases of evals/cases/danger but those of
 * unseen.jsonl; what other suites ask, and what the starter knowledge is asked, is no danger. Prints how it does on what it
 * was not fitted to; with --write, fits to all and writes bot/danger/danger-model.json.
 */
const ROOT = join(import.meta.dirname, '..', '..')
const CASES = join(ROOT, 'evals', 'cases')
const OTHER_SUITES = ['routing', 'abstention', 'robustness', 'follow-up', 'misuse', 'masking']
const STARTER = ['faq', 'guides'].map((folder) => join(ROOT, 'knowledge', 'starter', folder))
const REAL = join(ROOT, '..', 'shared', 'data', 'citizen-questions', 'questions.jsonl')
const MODEL = join(ROOT, 'bot', 'danger', 'danger-model.json')
const FOLDS = 3
/** Of what the starter knowledge is asked: all would outnumber the danger tenfold, and they are easy. */
const TAKEN_OF_STARTER = 8

const fold = (text: string) => foldText(cleanText(text))
const isSeen = ({ id }: { id: string }) => !id.includes('unseen')
const cases: LabelledText<Danger>[] = readCaseFolder(join(CASES, 'danger'))
  .filter(isSeen)
  .map(({ turns, kind }) => ({
    text: fold(turns.at(-1)!),
    label: DANGERS.find((danger) => danger === kind) ?? 'none',
  }))
const harmless: LabelledText<Danger>[] = [
  ...OTHER_SUITES.flatMap((suite) => readCaseFolder(join(CASES, suite)).filter(isSeen)).flatMap(
    ({ turns }) => turns,
  ),
  ...(await starterQuestions()),
].map((text) => ({ text: fold(text), label: 'none' }))

const real = existsSync(REAL)
  ? readFileSync(REAL, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => fold((JSON.parse(line) as { question: string }).question))
  : []
const heldOut = Array.from({ length: FOLDS }, (_, part) => {
  const model = fitTextModel(DANGERS, [...cases.filter((_, n) => n % FOLDS !== part), ...harmless])
  return {
    weighed: cases
      .filter((_, n) => n % FOLDS === part)
      .map(({ text, label }) => ({ isDanger: label !== 'none', ...weighDangerBy(model, text) })),
    real: real.map((text) => weighDangerBy(model, text).probability),
  }
})
for (const from of [0.08, 0.1, 0.15, 0.2, 0.3, 0.5]) {
  const taken = heldOut.flatMap(({ weighed }) => weighed.filter(({ probability }) => probability >= from))
  const right = taken.filter(({ isDanger }) => isDanger).length
  const dangers = cases.filter(({ label }) => label !== 'none').length
  const ofReal =
    heldOut.flatMap((part) => part.real).filter((probability) => probability >= from).length / FOLDS
  process.stdout.write(
    `from ${from}: recall ${(right / dangers).toFixed(3)}, precision ${(right / taken.length).toFixed(3)}, ` +
      `${Math.round(ofReal)} of ${real.length} real questions\n`,
  )
}
if (process.argv.includes('--write')) {
  const model = fitTextModel(DANGERS, [...cases, ...harmless])
  writeFileSync(MODEL, `${JSON.stringify(model)}\n`)
  process.stdout.write(`${Object.keys(model.runs).length} runs of ${cases.length + harmless.length} texts\n`)
}

async function starterQuestions(): Promise<string[]> {
  const paths = STARTER.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  const parsed = await Promise.all(paths.map((path) => parseFile({ path, relativePath: path })))
  return parsed
    .flatMap(({ sources }) => sources)
    .flatMap((source) => (source.kind === 'statute' ? [] : [source.title, ...source.asks]))
    .filter((_, n) => n % TAKEN_OF_STARTER === 0)
}
