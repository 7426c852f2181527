import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cleanText } from '../../bot/language/clean-text.js'
import { foldText } from '../../bot/language/normalise-text.js'
import { crisisByRules } from '../../bot/screening/find-danger.js'
import { classifyText, openTextModel, type TextModel, type View } from '../../bot/screening/text-model.js'
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
const SHARED = join(ROOT, '..', 'shared', 'data')
const REAL = {
  'real questions': join(SHARED, 'citizen-questions', 'questions.jsonl'),
  consultations: join(SHARED, 'consultations', 'train.jsonl'),
  dialogues: join(SHARED, 'dialogues', 'multi-turn.jsonl'),
}
const MODELS = join(ROOT, 'bot', 'screening')
/** Words add nothing to the runs of characters of misuse and of the kinds of danger. */
const VIEWS: Record<string, readonly View[]> = { danger: ['characters', 'words'] }
const viewsOf = (model: string) => VIEWS[model] ?? ['characters']
const FOLDS = 3
const THRESHOLDS = [0.03, 0.04, 0.05, 0.06, 0.07, 0.09, 0.15, 0.3, 0.4, 0.5, 0.7]

const fold = (text: string) => foldText(cleanText(text))
/** What sounds of danger is not learned as ordinary: a question of an entry may be somebody else's cry for help. */
const SOUNDS_OF_DANGER =
  /[揍杀砍捅摸绑拐掐扇踹吓]|打(?![针给工官印麻牌款钱欠借卡折包车听算开扰通招预电])|逼(?!我[走签辞再])|猥亵|强奸|性侵|家暴|[关锁][了着在]|救(?!济)|赶出|遗弃|虐待|自杀|跳楼|威胁|跟踪|传销|被骗到|不给[饭吃]|没人管|不见了|失踪|走丢|怕(?!是)|受不了|不让我?[走出离]/
const soundsOfDanger = (text: string) => SOUNDS_OF_DANGER.test(text)
const starter = (await starterQuestions()).map(fold).filter((text) => !soundsOfDanger(text))
/** Hardly any of them is either; those that the rules know are left out. */
const real = Object.fromEntries(
  Object.entries(REAL).map(([name, path]) => [
    name,
    readLines(path)
      .map((citizen) => citizen.map(fold))
      // What follows in a consultation says nothing by itself: 我该怎么办, after blows.
      .filter((texts) => texts.length === 1 || !texts.some(soundsOfDanger))
      .map((texts) => texts.filter((text) => crisisByRules(text) === null)),
  ]),
)
/** What they tell in few words on the way to a question: by itself it is a remark in a conversation. */
const remarks = Object.values(real)
  .flat()
  .map((texts) => [...new Set(texts.flatMap(remarksIn))])
const isForFit = (_: unknown, n: number) => n % 2 === 0
/** Of one who asks several times, all are on one side. */
const heldOut: Record<string, string[]> = {
  ...Object.fromEntries(
    Object.entries(real).map(([name, lines]) => [name, lines.filter((line, n) => !isForFit(line, n)).flat()]),
  ),
  'starter questions': starter.filter((text, n) => !isForFit(text, n)),
  remarks: remarks.filter((texts, n) => !isForFit(texts, n)).flat(),
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
    ...Object.values(real).flatMap((lines) => lines.filter(isForFit).flat()),
    ...remarks.filter(isForFit).flat(),
  ].map((text) => ({ text: fold(text), label: 'none' }))
  const isIt = (text: string, model: TextModel<Label | 'none'>) => 1 - classifyText(text, model).none
  const parts = Array.from({ length: FOLDS }, (_, part) => {
    const model = openTextModel(
      fitTextModel(
        labels,
        weighed([...cases.filter((_, n) => n % FOLDS !== part), ...others]),
        viewsOf(suite),
      ),
    )
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
    // All that the starter knowledge is asked would outnumber the orders.
    const rest = Object.entries(heldOut)
      .flatMap(([name, texts]) => (suite === 'misuse' && name === 'starter questions' ? [] : texts))
      .map((text) => ({ text, label: 'none' as const }))
    writeModel(suite, labels, weighed([...cases, ...others, ...rest]))
  }
  /** A cry for help that is missed costs more than one that is asked about. */
  function weighed<Text extends LabelledText<Label | 'none'>>(texts: readonly Text[]): Text[] {
    const again = suite === 'danger' ? texts.filter(({ label }) => label !== 'none') : []
    return [...texts, ...again, ...again]
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
    const model = openTextModel(
      fitTextModel(
        DANGERS,
        texts.filter((_, n) => n % FOLDS !== part),
        viewsOf('danger-kind'),
      ),
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
  const model = fitTextModel(labels, texts, viewsOf(name))
  writeFileSync(join(MODELS, `${name}-model.json`), `${JSON.stringify(model)}\n`)
  process.stdout.write(
    `${name}: ${Object.values(model.views).reduce((sum, { pieces }) => sum + pieces.length, 0)} pieces of ${texts.length} texts\n`,
  )
}

function remarksIn(text: string): string[] {
  if (soundsOfDanger(text)) return []
  const clauses = text.split(/[，。！？；,.!?;\s]+/).filter(Boolean)
  return clauses.length < 2 ? [] : clauses.filter(({ length }) => length >= 4 && length <= 14)
}

/** What each citizen said, in one text or several. */
function readLines(path: string): string[][] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { question?: string; turns?: { role: string; text: string }[] })
    .map(({ question, turns }) =>
      question === undefined
        ? turns!.filter(({ role }) => role === 'citizen').map(({ text }) => text)
        : [question],
    )
}

function examplesOf(kind: keyof typeof EXAMPLES): Case[] {
  return parseCases(readFileSync(EXAMPLES[kind], 'utf8'), EXAMPLES[kind])
}
