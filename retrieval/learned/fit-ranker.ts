import { expandQuery } from '../expand-query.js'
import { gatherCandidates } from '../gather-candidates.js'
import type { Searchable } from '../search-index.js'
import { ARTICLE_FEATURES, type ArticleRow, articleFeatures } from './article-features.js'
import type { ArticleTerms } from './article-terms.js'
import { fitNetwork, type RankExample } from './fit-network.js'
import type { FitReport, FittedRanker, RankQuality } from './fit-report.js'
import { createLearnedEvidence, type LearnedEvidence, type MetAnswer } from './learned-evidence.js'
import { createNetworksScorer } from './rank-network.js'
import { fitSettling, sharesOf } from './settle-articles.js'

/** Every so many questions are held out to compare the orders before and after. */
export const VALIDATION_FOLDS = 5
/** Parts that learned questions are dealt into: the features of each come from the answers of the others. */
const FEATURE_FOLDS = 6
/** Candidates that a question is learned from: the right ones, the first of the others and some of the rest. */
const FIRST_OTHERS = 60
const SOME_OTHERS = 60
/** One network from each. */
const SEEDS = [1, 2]
/** Fewer learned questions than this teach nothing that would hold for others. */
export const LEAST_LEARNED = 100

export type Corpus = Pick<Searchable, 'index' | 'asked' | 'embed'> & { articleTerms: ArticleTerms }

/**
 * Fits the order of articles to confirmed answers. Of each question the features come from the answers to others.
 * @param answers all that are published; the learned ones among them are fitted to
 * @param day the law in force on that day, `YYYY-MM-DD`
 * @returns null where too few were learned
 */
export async function fitRanker(
  corpus: Corpus,
  answers: readonly MetAnswer[],
  day: string,
  onProgress?: (done: number, total: number) => void,
): Promise<FittedRanker | null> {
  const startedAt = performance.now()
  const learned = answers.filter(({ learned, provisions }) => learned && provisions.length > 0)
  if (learned.length < LEAST_LEARNED) return null
  const heldOut = new Set(learned.filter((_, i) => i % VALIDATION_FOLDS === 0))
  const kept = learned.filter((answer) => !heldOut.has(answer))
  const total = 2 * learned.length
  let done = 0
  const tick = () => onProgress?.(++done, total)

  const networks = fitNetworks(await examplesOf(corpus, kept, day, tick))
  const evidence = createLearnedEvidence(kept, corpus.articleTerms)
  const without = new Set([...heldOut].map(({ versionId }) => versionId))
  const before = createQuality()
  const after = createQuality()
  const judged: { shares: number[]; isRight: boolean[] }[] = []
  const score = createNetworksScorer(networks, ARTICLE_FEATURES)
  for (const answer of heldOut) {
    const { provisions, rows } = await gather(corpus, answer, evidence, without, day)
    before.add(answer.provisions, provisions)
    const shares = sharesOf(rows.map(score))
    const order = provisions.map((_, i) => i).sort((a, b) => shares[b]! - shares[a]!)
    const right = new Set(answer.provisions)
    judged.push({
      shares: order.map((i) => shares[i]!),
      isRight: order.map((i) => right.has(provisions[i]!)),
    })
    after.add(
      answer.provisions,
      order.map((i) => provisions[i]!),
    )
    tick()
  }
  const quality = { before: before.result(), after: after.result() }
  const report: FitReport = {
    questions: learned.length,
    validation: heldOut.size,
    ...quality,
    used: quality.after.mrr >= quality.before.mrr && quality.after.recallAt10 >= quality.before.recallAt10,
    tookMs: 0,
  }
  const final = fitNetworks(await examplesOf(corpus, learned, day, tick))
  return {
    networks: final,
    settling: fitSettling(judged),
    report: { ...report, tookMs: Math.round(performance.now() - startedAt) },
  }
}

export function fitNetworks(examples: readonly RankExample[]) {
  return SEEDS.map((seed) => fitNetwork(examples, ARTICLE_FEATURES, { seed }))
}

/** One example for each learned answer. */
export async function examplesOf(
  corpus: Corpus,
  answers: readonly MetAnswer[],
  day: string,
  tick: () => void,
): Promise<RankExample[]> {
  const learned = answers.filter((answer) => answer.learned && answer.provisions.length > 0)
  const examples: RankExample[] = []
  for (let fold = 0; fold < FEATURE_FOLDS; fold++) {
    const own = new Set(learned.filter((_, i) => i % FEATURE_FOLDS === fold))
    const evidence = createLearnedEvidence(
      answers.filter((answer) => !own.has(answer)),
      corpus.articleTerms,
    )
    const without = new Set([...own].map(({ versionId }) => versionId))
    for (const answer of own) {
      const { provisions, rows } = await gather(corpus, answer, evidence, without, day)
      const right = new Set(answer.provisions)
      examples.push(
        sample(
          rows,
          provisions.map((provision) => right.has(provision)),
        ),
      )
      tick()
      await new Promise(setImmediate)
    }
  }
  return examples
}

export async function gather(
  { index, asked, embed }: Corpus,
  { wordings }: MetAnswer,
  learned: LearnedEvidence,
  without: ReadonlySet<string>,
  day: string,
): Promise<{ provisions: number[]; rows: ArticleRow[] }> {
  const query = expandQuery(wordings[0]!, (term) => index.keyword.idf(term))
  const vector = await embed(query.text)
  const anyKind = index.filter(day, null, null)
  const allowed = index.filter(day, null, 'statute')
  const input = { query, vector, allowed, anyKind, k: 100, entries: 0, learned, without }
  const candidates = gatherCandidates(index, asked, input)
  return {
    provisions: candidates.ranked.map(({ doc }) => index.provision(doc) ?? -1),
    rows: articleFeatures(index, input, candidates),
  }
}

function sample(rows: readonly (readonly number[])[], isRight: readonly boolean[]): RankExample {
  const others = rows.map((_, i) => i).filter((i) => !isRight[i])
  const rest = others.slice(FIRST_OTHERS)
  const step = Math.max(1, Math.floor(rest.length / SOME_OTHERS))
  const chosen = [
    ...rows.map((_, i) => i).filter((i) => isRight[i]),
    ...others.slice(0, FIRST_OTHERS),
    ...rest.filter((_, i) => i % step === 0),
  ]
  return { rows: chosen.map((i) => rows[i]!), isRight: chosen.map((i) => isRight[i]!) }
}

export function createQuality() {
  const sums = { recallAt1: 0, recallAt10: 0, recallAt100: 0, mrr: 0 }
  let questions = 0
  return {
    /** @param order provisions, best first, perhaps several times */
    add(right: readonly number[], order: readonly number[]): void {
      const distinct = [...new Set(order.filter((provision) => provision >= 0))]
      const ranks = [...new Set(right)].map(
        (provision) => distinct.indexOf(provision) + 1 || Number.POSITIVE_INFINITY,
      )
      const within = (most: number) => ranks.filter((rank) => rank <= most).length / ranks.length
      questions++
      sums.recallAt1 += within(1)
      sums.recallAt10 += within(10)
      sums.recallAt100 += within(100)
      sums.mrr += 1 / Math.min(...ranks)
    },
    result: (): RankQuality => ({
      recallAt1: sums.recallAt1 / questions,
      recallAt10: sums.recallAt10 / questions,
      recallAt100: sums.recallAt100 / questions,
      mrr: sums.mrr / questions,
    }),
  }
}
