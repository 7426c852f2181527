import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanText } from '../../bot/language/clean-text.js'
import { foldText } from '../../bot/language/normalise-text.js'
import { crisisByRules } from '../../bot/screening/find-danger.js'
import { classifyText, type TextModel } from '../../bot/screening/text-model.js'
import { DANGER_LABELS, DANGERS } from '../../bot/screening/weigh-danger.js'
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
const THRESHOLDS = [0.03, 0.05, 0.08, 0.15, 0.3, 0.4, 0.5, 0.7]

const fold = (text: string) => foldText(cleanText(text))
const starter = (await starterQuestions()).map(fold)
/** Hardly any of them is either; those that the rules know are left out. */
const real = readFileSync(REAL, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => fold((JSON.parse(line) as { question: string }).question))
  .filter((text) => crisisByRules(text) === null)
const isForFit = (_: string, n: number) => n % 2 === 0
const heldOut = {
  'real questions': real.filter((text, n) => !isForFit(text, n)),
  'starter questions': starter.filter((text, n) => !isForFit(text, n)),
}

fitSuite('danger', DANGER_LABELS, ({ expect }) => (expect.danger ? 'danger' : 'none'))
fitKinds()
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
    ...starter.filter(isForFit),
    ...real.filter(isForFit),
  ].map((text) => ({ text: fold(text), label: 'none' }))
  const isIt = (text: string, model: TextModel<Label | 'none'>) => 1 - classifyText(text, model).none
  const parts = Array.from({ length: FOLDS }, (_, part) => {
    const model = fitTextModel(labels, [...cases.filter((_, n) => n % FOLDS !== part), ...others])
    return {
      weighed: cases
        .filter((_, n) => n % FOLDS === part)
        .map(({ text, label }) => ({ right: label !== 'none', probability: isIt(text, model) })),
      heldOut: Object.values(heldOut).map((texts) => texts.map((text) => isIt(text, model))),
    }
  })
  for (const from of THRESHOLDS) {
    const taken = parts.flatMap(({ weighed }) => weighed.filter(({ probability }) => probability >= from))
    const right = taken.filter((each) => each.right).length
    const all = cases.filter(({ label }) => label !== 'none').length
    const ofHeldOut = Object.entries(heldOut).map(([name, texts], n) => {
      const count = parts
        .flatMap((part) => part.heldOut[n]!)
        .filter((probability) => probability >= from).length
      return `${Math.round(count / FOLDS)} of ${texts.length} ${name}`
    })
    process.stdout.write(
      `${suite} from ${from}: recall ${(right / all).toFixed(3)}, precision ${(right / taken.length).toFixed(3)}, ` +
        `${ofHeldOut.join(', ')}\n`,
    )
  }
  if (process.argv.includes('--write')) {
    // Half of what the starter knowledge is asked stays out: all would outnumber the rest, and they are easy.
    const rest = heldOut['real questions'].map((text) => ({ text, label: 'none' as const }))
    writeModel(suite, labels, [...cases, ...others, ...rest])
  }
}

/** Which danger it is, of those that are in some. */
function fitKinds(): void {
  const texts = examplesOf('danger').flatMap(({ turns, kind }) => {
    const label = DANGERS.find((danger) => danger === kind)
    return label === undefined ? [] : [{ text: fold(turns.at(-1)!), label }]
  })
  let right = 0
  for (let part = 0; part < FOLDS; part++) {
    const model = fitTextModel(
      DANGERS,
      texts.filter((_, n) => n % FOLDS !== part),
    )
    for (const { text, label } of texts.filter((_, n) => n % FOLDS === part)) {
      const shares = classifyText(text, model)
      if (DANGERS.every((other) => shares[other] <= shares[label])) right++
    }
  }
  process.stdout.write(`kind of danger: ${(right / texts.length).toFixed(3)} of ${texts.length} right\n`)
  if (process.argv.includes('--write')) writeModel('danger-kind', DANGERS, texts)
}

function writeModel<Label extends string>(
  name: string,
  labels: readonly Label[],
  texts: readonly LabelledText<Label>[],
): void {
  const model = fitTextModel(labels, texts)
  writeFileSync(join(MODELS, `${name}-model.json`), `${JSON.stringify(model)}\n`)
  process.stdout.write(`${name}: ${Object.keys(model.runs).length} runs of ${texts.length} texts\n`)
}

function examplesOf(kind: keyof typeof EXAMPLES): Case[] {
  return parseCases(readFileSync(EXAMPLES[kind], 'utf8'), EXAMPLES[kind])
}
