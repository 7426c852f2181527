import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type NameModel, pickNames } from '../../bot/masking/name-model.js'
import { seededRandom } from '../../retrieval/embed/seeded-random.js'
import { parseCases } from '../cases/case.js'
import { starterQuestions } from '../screening/starter-questions.js'
import { fitNameModel } from './fit-name-model.js'
import { type NamedSentence, named, renamed } from './name-variants.js'

/**
 * `npx tsx evals/masking/fit-names.ts [--write]`: fits the weights of names to sentences.jsonl, and to real
 * questions and lines of statutes of ../shared/data and those of the starter knowledge, in which hardly anybody is named.
 * Prints how well others than those that it was fitted to are found: by cross-validation, and those of held-out.jsonl;
 * with --write, writes bot/masking/name-model.json.
 */
const MODEL = join(import.meta.dirname, '..', '..', 'bot', 'masking', 'name-model.json')
const SENTENCES = join(import.meta.dirname, 'sentences.jsonl')
const HELD_OUT = join(import.meta.dirname, 'held-out.jsonl')
const SHARED = join(import.meta.dirname, '..', '..', '..', 'shared', 'data')
const STATUTES = join(SHARED, 'statutes', 'national')
/** Every so many lines of the statutes is taken. */
const LINES_OF_LAW = 12
/** So many times a sentence is said again with other names. */
const VARIANTS = 8
/** So many times real questions are asked again with names. */
const TOLD = 2
const MODELS = 4
const REAL_QUESTIONS = 4000
/** In these of the questions, counted from 1, somebody is named. */
const NAMING = new Set([6, 12, 167, 621, 1107, 2289, 2590, 2928, 3095, 3239, 3484])
const FOLDS = 3
/** Weights nearer to 0 are left out of the file. */
const LEAST_WEIGHT = 0.1
const FROM = [0.12, 0.2, 0.3, 0.4, 0.5, 0.6]

const random = seededRandom(7)
const sentences = readSentences(SENTENCES)
const real = readFileSync(join(SHARED, 'citizen-questions', 'questions.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .slice(0, REAL_QUESTIONS)
  .map((line) => JSON.parse(line) as { question: string })
  .filter((_, n) => !NAMING.has(n + 1))
  .map(({ question }): NamedSentence => ({ text: question, names: [] }))
/** The law speaks of 许可人 and 康成长, and names nobody. */
const law = readdirSync(STATUTES, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
  .flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').split('\n'))
  .filter((line, n) => line.trim() !== '' && n % LINES_OF_LAW === 0)
  .map((text): NamedSentence => ({ text, names: [] }))
const starter = (await starterQuestions()).map((text): NamedSentence => ({ text, names: [] }))

const say = (line: string): boolean => process.stdout.write(`${line}\n`)
const folds = Array.from({ length: FOLDS }, (_, fold) => {
  const isHeldOut = (_: NamedSentence, n: number) => n % FOLDS === fold
  return {
    model: fitTo(
      sentences.filter((each, n) => !isHeldOut(each, n)),
      real.filter((each, n) => !isHeldOut(each, n)),
    ),
    sentences: sentences.filter(isHeldOut),
    real: real.filter(isHeldOut),
  }
})
for (const from of FROM) {
  const each = folds.map((fold) => countNames(fold.sentences, fold.model, from))
  const inReal = folds.map((fold) => countNames(fold.real, fold.model, from).wrong)
  const sum = (key: 'names' | 'found' | 'wrong') => each.reduce((total, count) => total + count[key], 0)
  say(
    `from ${from}: ${sum('found')} of ${sum('names')} names, ${sum('wrong')} wrong ones, ${inReal.reduce((a, b) => a + b)} in ${real.length} real questions`,
  )
}
const model = fitTo(sentences, real)
const heldOut = readSentences(HELD_OUT)
for (const from of FROM) {
  const { names, found, wrong } = countNames(heldOut, model, from)
  say(`held out, from ${from}: ${found} of ${names} names, ${wrong} wrong ones`)
}
if (process.argv.includes('--write')) writeModel(model)

function readSentences(path: string): NamedSentence[] {
  return parseCases(readFileSync(path, 'utf8'), path).map(({ turns, expect }) => ({
    text: turns.at(-1)!,
    names: (expect.personal ?? []).filter(({ kind }) => kind === 'name').map(({ text }) => text),
  }))
}

/** The mean of several models, each fitted to other names and in another order: what only chance has taught evens out. */
function fitTo(written: readonly NamedSentence[], asked: readonly NamedSentence[]): NameModel {
  const weights = new Map<string, number>()
  let bias = 0
  for (let n = 0; n < MODELS; n++) {
    const model = fitOnce(written, asked)
    bias += model.bias / MODELS
    for (const [feature, weight] of model.weights)
      weights.set(feature, (weights.get(feature) ?? 0) + weight / MODELS)
  }
  return { bias, weights }
}

function fitOnce(written: readonly NamedSentence[], asked: readonly NamedSentence[]): NameModel {
  const told = Array.from({ length: TOLD }, () => asked.map(({ text }) => named(text, random)))
    .flat()
    .filter((sentence) => sentence !== null)
  return fitNameModel(
    [...written, ...renamed(written, VARIANTS, random), ...asked, ...told, ...starter, ...law],
    random,
  )
}

function countNames(
  among: readonly NamedSentence[],
  model: NameModel,
  from: number,
): { names: number; found: number; wrong: number } {
  const count = { names: 0, found: 0, wrong: 0 }
  for (const { text, names } of among) {
    const found = pickNames(text, model, from).map(({ start, end }) => text.slice(start, end))
    count.names += names.length
    count.found += names.filter((name) => found.includes(name)).length
    count.wrong += found.filter((name) => !names.includes(name)).length
  }
  return count
}

function writeModel({ bias, weights }: NameModel): void {
  const kept = [...weights]
    .filter(([, weight]) => Math.abs(weight) >= LEAST_WEIGHT)
    .map(([feature, weight]) => [feature, Math.round(weight * 100) / 100])
  const model = { bias: Math.round(bias * 100) / 100, weights: Object.fromEntries(kept) }
  writeFileSync(MODEL, `${JSON.stringify(model)}\n`)
  say(`${kept.length} weights`)
}
