import { expandQuery } from '../expand-query.js'
import { gatherCandidates } from '../gather-candidates.js'
import type { Searchable } from '../searchable.js'
import { ARTICLE_FEATURES, articleFeatures } from './article-features.js'
import type { ArticleTexts } from './article-texts.js'
import { fitNetworks, type RankExample } from './fit-network.js'
import type { FitReport, FittedRanker, RankQuality } from './fit-report.js'
import { createLearnedEvidence, type LearnedEvidence, type MetAnswer } from './learned-evidence.js'
import { createNetworksScorer } from './rank-network.js'
import { fitSettling, sharesOf } from './settle-articles.js'

/** Parts that learned questions are dealt into: the features of each come from the answers of the others. */
const FEATURE_FOLDS = 6
/** As many parts are judged by networks that were fitted to the others. */
const HELD_OUT_FOLDS = 2
/** Fewer learned questions than this teach nothing that would hold for others. */
export const LEAST_LEARNED = 100

export type Corpus = Pick<Searchable, 'index' | 'asked' | 'embed'> & { articleTexts: ArticleTexts }

/** A learned question with what was found for it without its own answer. */
interface GatheredQuestion {
  answer: MetAnswer
  fold: number
  /** Best first, in the order before learning. */
  provisions: readonly number[]
  example: RankExample
}

/**
 * Fits the order of articles to confirmed answers. Of each question the features come from the answers to others.
 * What it is worth is measured on every question by networks that were not fitted to it.
 * @param answers all that are published
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
  if (answers.length < LEAST_LEARNED) return null
  const questions: GatheredQuestion[] = []
  for await (const question of gatherLearned(corpus, answers, day)) {
    questions.push(question)
    onProgress?.(questions.length, answers.length)
  }
  const [before, after] = [createQuality(), createQuality()]
  const judged: { shares: number[]; isRight: boolean[] }[] = []
  for (let fold = 0; fold < FEATURE_FOLDS; fold += HELD_OUT_FOLDS) {
    const isHeldOut = (question: GatheredQuestion) =>
      question.fold >= fold && question.fold < fold + HELD_OUT_FOLDS
    const others = questions.filter((question) => !isHeldOut(question))
    const heldOutNetworks = fitNetworks(
      others.map(({ example }) => example),
      ARTICLE_FEATURES,
    )
    const score = createNetworksScorer(heldOutNetworks, ARTICLE_FEATURES)
    for (const { answer, provisions, example } of questions.filter(isHeldOut)) {
      const shares = sharesOf(score(example.features))
      const order = provisions.map((_, i) => i).sort((a, b) => shares[b]! - shares[a]!)
      judged.push({
        shares: order.map((i) => shares[i]!),
        isRight: order.map((i) => example.isRight[i]!),
      })
      before.add(answer.provisions, provisions)
      after.add(
        answer.provisions,
        order.map((i) => provisions[i]!),
      )
    }
    await new Promise(setImmediate)
  }
  const settling = fitSettling(judged)
  const quality = { before: before.result(), after: after.result() }
  const networks = fitNetworks(
    questions.map(({ example }) => example),
    ARTICLE_FEATURES,
  )
  const report: FitReport = {
    questions: answers.length,
    ...quality,
    used: isNoWorse(quality.after, quality.before),
    threshold: settling.threshold,
    tookMs: Math.round(performance.now() - startedAt),
  }
  return { networks, settling, report }
}

export function isNoWorse(after: RankQuality, before: RankQuality): boolean {
  return after.mrr >= before.mrr && after.recallAt10 >= before.recallAt10
}

/** Each learned question, fold by fold. */
export async function* gatherLearned(
  corpus: Corpus,
  answers: readonly MetAnswer[],
  day: string,
): AsyncGenerator<GatheredQuestion> {
  for (let fold = 0; fold < FEATURE_FOLDS; fold++) {
    const own = new Set(answers.filter((_, i) => i % FEATURE_FOLDS === fold))
    const evidence = await createLearnedEvidence(
      answers.filter((answer) => !own.has(answer)),
      corpus.articleTexts,
    )
    const without = new Set([...own].map(({ versionId }) => versionId))
    for (const answer of own) {
      const { provisions, rows } = await gather(corpus, answer, evidence, without, day)
      const right = new Set(answer.provisions)
      const isRight = provisions.map((provision) => right.has(provision))
      yield { answer, fold, provisions, example: { features: Float32Array.from(rows), isRight } }
      await new Promise(setImmediate)
    }
  }
}

export async function gather(
  { index, asked, embed }: Corpus,
  { wordings }: MetAnswer,
  learned: LearnedEvidence,
  without: ReadonlySet<string>,
  day: string,
): Promise<{ provisions: number[]; rows: Float64Array }> {
  const query = expandQuery(wordings[0]!, (term) => index.keyword.idf(term))
  const vector = await embed(query.text)
  const anyKind = index.filter(day, null, null)
  const allowed = index.filter(day, null, 'statute')
  const input = { query, vector, allowed, anyKind, k: 100, entries: 0, learned, without }
  const candidates = gatherCandidates(index, asked, input)
  return {
    provisions: candidates.ranked.map(({ doc }) => index.provision(doc)),
    rows: articleFeatures(index, input, candidates),
  }
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
