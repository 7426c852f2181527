import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanText } from '../../bot/language/clean-text.js'
import { foldText } from '../../bot/language/normalise-text.js'
import { crisisByRules } from '../../bot/screening/find-danger.js'
import { classifyText, type TextModel } from '../../bot/screening/text-model.js'
import { DANGERS } from '../../bot/screening/weigh-danger.js'
import { MISUSE_LABELS } from '../../bot/screening/weigh-misuse.js'
import { type Case, parseCases, readCaseFolder } from '../cases/case.js'
import { fitTextModel, type LabelledText } from './fit-text-model.js'
import { starterQuestions } from './starter-questions.js'

/**
 * `npx tsx evals/screening/fit-screening.ts [--write]`: fits the models of danger and of misuse to the examples beside
 * it; what the other examples say, other suites ask, the starter knowledge is asked, and citizens asked in
 * ../shared/data, is neither.
 * Prints how they do on what they were not fitted to; with --write, fits to all and writes bot/screening/*-model.json.
 */
const ROOT = join(import.meta.dirname, '..', '..')
const CASES = join(ROOT, 'evals', 'cases')
const EXAMPLES = {
  danger: join(import.meta.dirname, 'danger.jsonl'),
  misuse: join(import.meta.dirname, 'misuse.jsonl'),
  masking: join(ROOT, 'evals', 'masking', 'sentences.jsonl'),
}
const OTHER_SUITES = ['routing', 'abstention', 'robustness', 'follow-up']
const REAL = join(ROOT, '..', 'shared', 'data', 'citizen-questions', 'questions.jsonl')
const MODELS = join(ROOT, 'bot', 'screening')
const FOLDS = 3
/** Of what the starter knowledge is asked: all would outnumber the rest tenfold, and they are easy. */
const TAKEN_OF_STARTER = 4
const THRESHOLDS = [0.06, 0.1, 0.12, 0.15, 0.2, 0.3, 0.5, 0.7]

const fold = (text: string) => foldText(cleanText(text))
const starter = (await starterQuestions()).filter((_, n) => n % TAKEN_OF_STARTER === 0)
/** Hardly any of them is either; those that the rules know are left out. */
const real = readFileSync(REAL, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => fold((JSON.parse(line) as { question: string }).question))
  .filter((text) => crisisByRules(text) === null)
const isForFit = (_: string, n: number) => n % 2 === 0
const realOfFit = real.filter(isForFit)
const realHeldOut = real.filter((text, n) => !isForFit(text, n))

fitSuite('danger', DANGERS, ({ kind }) => DANGERS.find((danger) => danger === kind) ?? 'none')
fitSuite('misuse', MISUSE_LABELS, ({ expect }) => (expect.misuse ? 'misuse' : 'none'))

function fitSuite<Label extends string>(
  suite: 'danger' | 'misuse',
  labels: readonly (Label | 'none')[],
  labelOf: (given: Case) => Label | 'none',
): void {
  const cases = examplesOf(suite).map((given) => ({ text: fold(given.turns.at(-1)!), label: labelOf(given) }))
  const others: LabelledText<Label | 'none'>[] = [
    ...[
      ...(['danger', 'misuse', 'masking'] as const).filter((other) => other !== suite).flatMap(examplesOf),
      ...OTHER_SUITES.flatMap((other) => readCaseFolder(join(CASES, other))),
    ].flatMap(({ turns }) => turns),
    ...starter,
    ...realOfFit,
  ].map((text) => ({ text: fold(text), label: 'none' }))
  const isIt = (text: string, model: TextModel<Label | 'none'>) => 1 - classifyText(text, model).none
  const parts = Array.from({ length: FOLDS }, (_, part) => {
    const model = fitTextModel(labels, [...cases.filter((_, n) => n % FOLDS !== part), ...others])
    return {
      weighed: cases
        .filter((_, n) => n % FOLDS === part)
        .map(({ text, label }) => ({ right: label !== 'none', probability: isIt(text, model) })),
      real: realHeldOut.map((text) => isIt(text, model)),
    }
  })
  for (const from of THRESHOLDS) {
    const taken = parts.flatMap(({ weighed }) => weighed.filter(({ probability }) => probability >= from))
    const right = taken.filter((each) => each.right).length
    const all = cases.filter(({ label }) => label !== 'none').length
    const ofReal = parts.flatMap((part) => part.real).filter((probability) => probability >= from).length
    process.stdout.write(
      `${suite} from ${from}: recall ${(right / all).toFixed(3)}, precision ${(right / taken.length).toFixed(3)}, ` +
        `${Math.round(ofReal / FOLDS)} of ${realHeldOut.length} real questions\n`,
    )
  }
  if (process.argv.includes('--write')) {
    const rest = realHeldOut.map((text) => ({ text, label: 'none' as const }))
    const model = fitTextModel(labels, [...cases, ...others, ...rest])
    writeFileSync(join(MODELS, `${suite}-model.json`), `${JSON.stringify(model)}\n`)
    process.stdout.write(
      `${suite}: ${Object.keys(model.runs).length} runs of ${cases.length + others.length + rest.length} texts\n`,
    )
  }
}

function examplesOf(kind: keyof typeof EXAMPLES): Case[] {
  return parseCases(readFileSync(EXAMPLES[kind], 'utf8'), EXAMPLES[kind])
}
