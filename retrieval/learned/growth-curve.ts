import { seededRandom } from '../embed/seeded-random.js'
import { ARTICLE_FEATURES } from './article-features.js'
import { fitNetworks, type RankExample } from './fit-network.js'
import { type Corpus, createQuality, gather, gatherLearned, LEAST_LEARNED } from './fit-ranker.js'
import type { GrowthPoint } from './fit-report.js'
import { createLearnedEvidence, type MetAnswer } from './learned-evidence.js'
import { createNetworksScorer } from './rank-network.js'

/** So many confirmed answers are learned from, and then all; each set holds the smaller ones. */
const SIZES = [100, 300, 600]
const SEED = 1
/** Every so many are held out. */
const VALIDATION_FOLDS = 5

/**
 * How the order of articles gets better with the number of confirmed answers: fitted to nested random subsets of those
 * that the fit does not hold out, measured on those that it does.
 * @param answers all that are published
 * @param day the law in force on that day, `YYYY-MM-DD`
 * @returns fewest first, beginning with nothing learned; null where too few were
 */
export async function growthCurve(
  corpus: Corpus,
  answers: readonly MetAnswer[],
  day: string,
  onProgress?: (done: number, total: number) => void,
): Promise<GrowthPoint[] | null> {
  if (answers.length < LEAST_LEARNED) return null
  const heldOut = answers.filter((_, i) => i % VALIDATION_FOLDS === 0)
  const others = shuffled(answers.filter((_, i) => i % VALIDATION_FOLDS !== 0))
  const sizes = [0, ...SIZES.filter((size) => size < others.length), others.length]
  const total = sizes.reduce((sum, size) => sum + size + heldOut.length, 0)
  let done = 0
  const tick = () => onProgress?.(++done, total)

  const points: GrowthPoint[] = []
  for (const size of sizes) {
    const unlearned = [...heldOut, ...others.slice(size)]
    const quality = await qualityAfter(
      forgetting(corpus, unlearned),
      others.slice(0, size),
      heldOut,
      day,
      tick,
    )
    points.push({ answers: size, ...quality })
  }
  return points
}

async function qualityAfter(
  corpus: Corpus,
  kept: readonly MetAnswer[],
  heldOut: readonly MetAnswer[],
  day: string,
  tick: () => void,
) {
  const examples: RankExample[] = []
  for await (const { example } of gatherLearned(corpus, kept, day)) {
    examples.push(example)
    tick()
  }
  const networks = examples.length > 0 ? fitNetworks(examples, ARTICLE_FEATURES) : null
  const evidence = await createLearnedEvidence(kept, corpus.articleTexts)
  const score = networks && createNetworksScorer(networks, ARTICLE_FEATURES)
  const quality = createQuality()
  for (const answer of heldOut) {
    const { provisions, rows } = await gather(corpus, answer, evidence, new Set(), day)
    const scores = score?.(rows)
    const order = provisions.map((_, i) => i)
    if (scores) order.sort((a, b) => scores[b]! - scores[a]!)
    quality.add(
      answer.provisions,
      order.map((i) => provisions[i]!),
    )
    tick()
    await new Promise(setImmediate)
  }
  return quality.result()
}

/** The same knowledge without these answers, which are asked about in the index too. */
function forgetting(corpus: Corpus, answers: readonly MetAnswer[]): Corpus {
  const { index, asked } = corpus
  const forgotten = new Set(answers.map(({ versionId }) => versionId))
  return {
    ...corpus,
    asked: {
      ...asked,
      near(question, filter) {
        return asked.near(question, filter).without((doc) => forgotten.has(index.version(doc)!.id))
      },
    },
  }
}

function shuffled<T>(items: readonly T[]): T[] {
  const random = seededRandom(SEED)
  const order = [...items]
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order
}
