import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nameCandidates, STRONG_SURNAMES } from '../../bot/masking/name-features.js'
import { type NameModel, nameProbability, pickNames } from '../../bot/masking/name-model.js'
import { SURNAMES, surnameOf } from '../../bot/masking/surnames.js'
import { seededRandom } from '../../retrieval/embed/seeded-random.js'
import { parseCases } from '../cases/case.js'
import { starterQuestions } from '../screening/starter-questions.js'

/**
 * `npx tsx evals/masking/fit-names.ts [--write]`: fits the weights of names to sentences.jsonl, and to real questions and
 * lines of statutes of ../shared/data and those of the starter knowledge, in which hardly anybody is named. Prints how well others than
 * those that it was fitted to are found; with --write, fits to all of them and writes bot/masking/name-model.json.
 */
interface Sentence {
  text: string
  names: readonly string[]
}
interface Example {
  features: readonly string[]
  isName: boolean
}

const MODEL = join(import.meta.dirname, '..', '..', 'bot', 'masking', 'name-model.json')
const STATUTES = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'statutes', 'national')
const SENTENCES = join(import.meta.dirname, 'sentences.jsonl')
const SHARED = join(import.meta.dirname, '..', '..', '..', 'shared', 'data')
/** Every so many lines of the statutes is taken. */
const LINES_OF_LAW = 40
/** A sentence with other names says again what stands around names, and nothing of these names. */
const VARIANTS = 4
/** Share of other names with any surname; the rest have one that hardly begins another word. */
const RARE = 0.3
const REAL_QUESTIONS = 4000
const FOLDS = 3
const ROUNDS = 6
const RATE = 0.3
const RIDGE = 1e-4
/** There are some dozen other candidates for each name. */
const NAME_WEIGHT = 3
/** Weights nearer to 0 are left out of the file. */
const LEAST_WEIGHT = 0.05

const random = seededRandom(7)
const sentences = parseCases(readFileSync(SENTENCES, 'utf8'), SENTENCES).map(({ turns, expect }) => ({
  text: turns.at(-1)!,
  names: (expect.personal ?? []).filter(({ kind }) => kind === 'name').map(({ text }) => text),
}))
const real: Sentence[] = readFileSync(join(SHARED, 'citizen-questions', 'questions.jsonl'), 'utf8')
  .split('\n')
  .filter(Boolean)
  .slice(0, REAL_QUESTIONS)
  .map((line) => ({ text: (JSON.parse(line) as { question: string }).question, names: [] }))
/** The law speaks of 许可人 and 康成长, and names nobody. */
const law: Sentence[] = readdirSync(STATUTES, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.md'))
  .flatMap((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8').split('\n'))
  .filter((line, n) => line.trim() !== '' && n % LINES_OF_LAW === 0)
  .map((text) => ({ text, names: [] }))
const starter: Sentence[] = (await starterQuestions()).map((text) => ({ text, names: [] }))

const thresholds = [0.2, 0.3, 0.4, 0.5, 0.6]
const counts = thresholds.map((from) => ({ from, names: 0, found: 0, wrong: 0, inReal: 0 }))
for (let fold = 0; fold < FOLDS; fold++) {
  const isHeldOut = (_: Sentence, n: number) => n % FOLDS === fold
  const model = fitModel([
    ...withVariants(sentences.filter((each, n) => !isHeldOut(each, n))),
    ...real.filter((each, n) => !isHeldOut(each, n)),
    ...starter,
    ...law,
  ])
  for (const count of counts) {
    for (const { text, names } of sentences.filter(isHeldOut)) {
      const found = pickNames(text, model, count.from).map(({ start, end }) => text.slice(start, end))
      count.names += names.length
      count.found += names.filter((name) => found.includes(name)).length
      count.wrong += found.filter((name) => !names.includes(name)).length
    }
    for (const { text } of real.filter(isHeldOut)) count.inReal += pickNames(text, model, count.from).length
  }
}
for (const { from, names, found, wrong, inReal } of counts) {
  process.stdout.write(
    `from ${from}: ${found} of ${names} names, ${wrong} wrong ones, ${inReal} in ${real.length} real questions\n`,
  )
}
if (process.argv.includes('--write')) {
  const { bias, weights } = fitModel([...withVariants(sentences), ...real, ...starter, ...law])
  const kept = Object.entries(weights)
    .filter(([, weight]) => Math.abs(weight) >= LEAST_WEIGHT)
    .map(([feature, weight]) => [feature, Math.round(weight * 100) / 100])
  const model = { bias: Math.round(bias * 100) / 100, weights: Object.fromEntries(kept) }
  writeFileSync(MODEL, `${JSON.stringify(model)}\n`)
  process.stdout.write(`${kept.length} weights\n`)
}

function withVariants(originals: readonly Sentence[]): Sentence[] {
  const givenNames = originals.flatMap(({ names }) =>
    names
      .filter((name) => surnameOf(name) !== '' && name.length < 4)
      .map((name) => name.slice(surnameOf(name).length)),
  )
  return originals.flatMap((each) => [
    each,
    ...Array.from({ length: VARIANTS }, () => rename(each, givenNames)),
  ])
}

function rename({ text, names }: Sentence, givenNames: readonly string[]): Sentence {
  let renamed = text
  const others = names.map((name) => {
    if (name.includes('·')) return name
    const other = oneOf(random() < RARE ? SURNAMES : STRONG_SURNAMES) + oneOf(givenNames)
    renamed = renamed.replaceAll(name, other)
    return other
  })
  return { text: renamed, names: others }
}

function oneOf(texts: Iterable<string>): string {
  const all = [...texts]
  return all[Math.floor(random() * all.length)]!
}

/** Logistic regression by AdaGrad. @see Duchi, Hazan, Singer: Adaptive Subgradient Methods, 2011 */
function fitModel(from: readonly Sentence[]): NameModel {
  const examples: Example[] = from.flatMap(({ text, names }) =>
    nameCandidates(text).map(({ start, end, features }) => ({
      features,
      isName: names.includes(text.slice(start, end)),
    })),
  )
  const model = { bias: -2, weights: Object.create(null) as Record<string, number> }
  const squares: Record<string, number> = Object.create(null)
  for (let round = 0; round < ROUNDS; round++) {
    shuffle(examples)
    for (const { features, isName } of examples) {
      const error = (nameProbability(features, model) - (isName ? 1 : 0)) * (isName ? NAME_WEIGHT : 1)
      model.bias -= 0.01 * error
      for (const feature of features) {
        const weight = model.weights[feature] ?? 0
        const gradient = error + RIDGE * weight
        squares[feature] = (squares[feature] ?? 0.01) + gradient * gradient
        model.weights[feature] = weight - (RATE * gradient) / Math.sqrt(squares[feature])
      }
    }
  }
  return model
}

function shuffle(items: Example[]): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[items[i], items[j]] = [items[j]!, items[i]!]
  }
}
