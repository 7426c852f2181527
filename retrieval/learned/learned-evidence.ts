import { TopK } from '../keyword/top-k.js'
import type { WeightedTerm } from '../tokenize.js'
import type { ArticleTerms } from './article-terms.js'
import { createCitedTextIndex } from './cited-text-index.js'
import type { ConfirmedAnswer } from './confirmed-answers.js'
import { createLawModel } from './law-model.js'

/** A confirmed answer whose articles were met: provisions are numbered as `KnowledgeIndex.provision` does. */
export interface MetAnswer extends ConfirmedAnswer {
  provisions: readonly number[]
}

/** What confirmed answers say of a question, by provision and by law. */
export interface LearnedVotes {
  /** Of the nearest confirmed questions, each by the cube of its likeness. */
  votes: Map<number, number>
  /** Likeness of the nearest confirmed question that the provision decides. */
  nearest: Map<number, number>
  /** Share of the nearest confirmed questions that the law decides. */
  lawVotes: Map<number, number>
  /** How well the question fits all questions, all answers, that cite the provision. */
  questionText(provision: number): number
  answerText(provision: number): number
  lawModel: Map<number, number>
  /** Terms of the articles that decided the nearest questions, which the question itself does not say. */
  lawTerms: WeightedTerm[]
  /** Provisions that any of these speaks for. */
  provisions: Set<number>
}

export interface LearnedEvidence {
  /** @param nearness likeness of each confirmed answer's closest wording, by version id */
  votesFor(terms: ReadonlySet<string>, nearness: ReadonlyMap<string, number>): LearnedVotes
  /** How many confirmed answers cite it. */
  timesCited(provision: number): number
  timesLawCited(law: number): number
}

const VOTERS = 60
/** Provisions whose gathered questions, gathered answers, fit best. */
const BEST_TEXTS = 80
const LEAST_LIKENESS = 0.05
/** Articles whose terms join the question, how many terms, and what the best of them weighs against a word of its own. */
const TERM_ARTICLES = 8
const LAW_TERMS = 30
const LAW_TERM_WEIGHT = 0.5

/** The law of a provision. */
export function lawOfProvision(provision: number): number {
  return Math.floor(provision / 1_000_000)
}

export function createLearnedEvidence(
  answers: readonly MetAnswer[],
  articleTerms: ArticleTerms,
): LearnedEvidence {
  const byVersion = new Map(answers.map((answer) => [answer.versionId, answer]))
  const provisions = [...new Set(answers.flatMap((answer) => answer.provisions))]
  const numberOf = new Map(provisions.map((provision, number) => [provision, number]))
  const numbered = answers.map(({ provisions: cited, ...answer }) => ({
    ...answer,
    articles: cited.map((provision) => numberOf.get(provision)!),
    laws: new Set(cited.map(lawOfProvision)),
  }))
  const questions = createCitedTextIndex(
    provisions.length,
    numbered.map(({ questionTerms: terms, articles }) => ({ terms, articles })),
  )
  const texts = createCitedTextIndex(
    provisions.length,
    numbered.map(({ answerTerms: terms, articles }) => ({ terms, articles })),
  )
  const laws = createLawModel(
    numbered.map(({ questionTerms, laws }) => ({ terms: new Set(questionTerms), laws })),
  )
  const cited = countEach(answers.flatMap((answer) => answer.provisions))
  const lawCited = countEach(numbered.flatMap((answer) => [...answer.laws]))

  return {
    votesFor(terms, nearness) {
      const voters = [...nearness]
        .filter(([version, likeness]) => likeness > LEAST_LIKENESS && byVersion.has(version))
        .sort((a, b) => b[1] - a[1])
        .slice(0, VOTERS)
      const votes = new Map<number, number>()
      const nearest = new Map<number, number>()
      const lawVotes = new Map<number, number>()
      let all = 0
      for (const [version, likeness] of voters) {
        const own = byVersion.get(version)!.provisions
        for (const provision of own) {
          votes.set(provision, (votes.get(provision) ?? 0) + likeness ** 3)
          nearest.set(provision, Math.max(nearest.get(provision) ?? 0, likeness))
        }
        for (const law of new Set(own.map(lawOfProvision)))
          lawVotes.set(law, (lawVotes.get(law) ?? 0) + likeness ** 2)
        all += likeness ** 2
      }
      for (const [law, vote] of lawVotes) lawVotes.set(law, vote / all)
      const questionScores = questions.score(terms)
      const answerScores = texts.score(terms)
      const best = [questionScores, answerScores].flatMap((scores) => bestOf(scores, BEST_TEXTS))
      const at = (scores: Float64Array) => (provision: number) => {
        const number = numberOf.get(provision)
        return number === undefined ? 0 : scores[number]!
      }
      return {
        votes,
        nearest,
        lawVotes,
        questionText: at(questionScores),
        answerText: at(answerScores),
        lawModel: laws.probabilities(terms),
        lawTerms: lawTermsOf(votes, terms, articleTerms),
        provisions: new Set([...votes.keys(), ...best.map((number) => provisions[number]!)]),
      }
    },
    timesCited: (provision) => cited.get(provision) ?? 0,
    timesLawCited: (law) => lawCited.get(law) ?? 0,
  }
}

/**
 * Relevance feedback from the articles that decided the nearest questions, by the root of their votes.
 * @see Rocchio: Relevance Feedback in Information Retrieval, 1971
 */
function lawTermsOf(
  votes: ReadonlyMap<number, number>,
  own: ReadonlySet<string>,
  articleTerms: ArticleTerms,
): WeightedTerm[] {
  const first = [...votes].sort((a, b) => b[1] - a[1]).slice(0, TERM_ARTICLES)
  const weights = new Map<string, number>()
  for (const [provision, vote] of first) {
    const share = Math.sqrt(vote)
    for (const { term, weight } of articleTerms.get(provision) ?? [])
      if (!own.has(term)) weights.set(term, (weights.get(term) ?? 0) + share * weight)
  }
  const best = [...weights].sort((a, b) => b[1] - a[1]).slice(0, LAW_TERMS)
  const highest = best[0]?.[1] ?? 1
  return best.map(([term, weight]) => ({ term, weight: (LAW_TERM_WEIGHT * weight) / highest }))
}

function bestOf(scores: Float64Array, most: number): number[] {
  const best = new TopK(most)
  for (let number = 0; number < scores.length; number++)
    if (scores[number]! > 0) best.add(number, scores[number]!)
  return best.ranking().map(({ doc }) => doc)
}

function countEach(items: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}
