import { TopK } from '../keyword/top-k.js'
import type { WeightedTerm } from '../tokenize.js'
import type { ArticleTerms } from './article-terms.js'
import { createCitedTextIndex } from './cited-text-index.js'
import type { ConfirmedAnswer } from './confirmed-answers.js'
import { createLawModel } from './law-model.js'

/** A confirmed answer whose articles were met, numbered as by the index: documents, `provision` and `law`. */
export interface MetAnswer extends ConfirmedAnswer {
  /** Its own. */
  docs: readonly number[]
  provisions: readonly number[]
  laws: readonly number[]
}

/**
 * What confirmed answers say of a question: of cited articles by their places (`LearnedEvidence.placeOf`), of laws by
 * number. Valid until the next question.
 */
export interface LearnedVotes {
  /** Of the nearest confirmed questions, each by the cube of its likeness. */
  votes: Float64Array
  /** Likeness of the nearest confirmed question that the article decides. */
  nearest: Float64Array
  /** How well the question fits all questions, all answers, that cite the article. */
  questionText: Float64Array
  answerText: Float64Array
  /** Share of the nearest confirmed questions that the law decides. */
  lawVotes: ReadonlyMap<number, number>
  lawModel: ReadonlyMap<number, number>
  /** Terms of the articles that decided the nearest questions, which the question itself does not say. */
  lawTerms: WeightedTerm[]
  /** Places that any of these speaks for. */
  places: ReadonlySet<number>
}

export interface LearnedEvidence {
  /** @param likeness of the question to the closest wording of a guide or Q&A, by document */
  votesFor(terms: ReadonlySet<string>, likeness: (doc: number) => number): LearnedVotes
  /** Provisions that any answer cites, by place. */
  readonly provisions: readonly number[]
  /** -1: no answer cites it. */
  placeOf(provision: number): number
  /** How many confirmed answers cite the article, by place. */
  readonly timesCited: readonly number[]
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

/** Made in slices, beside searches. */
export async function createLearnedEvidence(
  answers: readonly MetAnswer[],
  articleTerms: ArticleTerms,
): Promise<LearnedEvidence> {
  const provisions = [...new Set(answers.flatMap((answer) => answer.provisions))]
  const placeByProvision = new Int32Array(Math.max(0, ...provisions) + 1).fill(-1)
  provisions.forEach((provision, place) => {
    placeByProvision[provision] = place
  })
  const placesOf = answers.map((answer) => answer.provisions.map((provision) => placeByProvision[provision]!))
  const questions = await createCitedTextIndex(
    provisions.length,
    answers.map(({ questionTerms: terms }, number) => ({ terms, articles: placesOf[number]! })),
  )
  const texts = await createCitedTextIndex(
    provisions.length,
    answers.map(({ answerTerms: terms }, number) => ({ terms, articles: placesOf[number]! })),
  )
  const laws = await createLawModel(
    answers.map(({ questionTerms, laws }) => ({ terms: new Set(questionTerms), laws })),
  )
  const cited = countEach(placesOf.flat())
  const lawCited = countEach(answers.flatMap((answer) => answer.laws))
  const docs = Int32Array.from(answers.flatMap((answer) => answer.docs))
  const answerOf = Int32Array.from(answers.flatMap((answer, number) => answer.docs.map(() => number)))
  const alike = new Float64Array(answers.length)
  const votes = new Float64Array(provisions.length)
  const nearest = new Float64Array(provisions.length)

  return {
    votesFor(terms, likeness) {
      alike.fill(0)
      for (let i = 0; i < docs.length; i++)
        alike[answerOf[i]!] = Math.max(alike[answerOf[i]!]!, likeness(docs[i]!))
      votes.fill(0)
      nearest.fill(0)
      const voted = new Set<number>()
      const lawVotes = new Map<number, number>()
      let all = 0
      for (const { doc: number, score: likeness } of bestOf(alike, VOTERS, LEAST_LIKENESS)) {
        for (const place of placesOf[number]!) {
          voted.add(place)
          votes[place]! += likeness ** 3
          nearest[place] = Math.max(nearest[place]!, likeness)
        }
        for (const law of answers[number]!.laws) lawVotes.set(law, (lawVotes.get(law) ?? 0) + likeness ** 2)
        all += likeness ** 2
      }
      for (const [law, vote] of lawVotes) lawVotes.set(law, vote / all)
      const first = [...voted].sort((a, b) => votes[b]! - votes[a]!).slice(0, TERM_ARTICLES)
      const questionText = questions.score(terms)
      const answerText = texts.score(terms)
      const best = [questionText, answerText].flatMap((scores) => bestOf(scores, BEST_TEXTS))
      return {
        votes,
        nearest,
        questionText,
        answerText,
        lawVotes,
        lawModel: laws.probabilities(terms),
        lawTerms: lawTermsOf(
          first.map((place) => ({ terms: articleTerms.get(provisions[place]!) ?? [], vote: votes[place]! })),
          terms,
        ),
        places: new Set([...voted, ...best.map(({ doc: place }) => place)]),
      }
    },
    provisions,
    placeOf: (provision) => placeByProvision[provision] ?? -1,
    timesCited: provisions.map((_, place) => cited.get(place)!),
    timesLawCited: (law) => lawCited.get(law) ?? 0,
  }
}

/**
 * Relevance feedback from the articles that decided the nearest questions, by the root of their votes.
 * @see Rocchio: Relevance Feedback in Information Retrieval, 1971
 */
function lawTermsOf(
  articles: readonly { terms: readonly WeightedTerm[]; vote: number }[],
  own: ReadonlySet<string>,
): WeightedTerm[] {
  const numbers = new Map<string, number>()
  const weights: number[] = []
  for (const { terms, vote } of articles) {
    const share = Math.sqrt(vote)
    for (const { term, weight } of terms) {
      const number = numbers.get(term)
      if (number !== undefined) weights[number]! += share * weight
      else if (!own.has(term)) {
        numbers.set(term, weights.length)
        weights.push(share * weight)
      }
    }
  }
  const names = [...numbers.keys()]
  const best = bestOf(weights, LAW_TERMS)
  const highest = best[0]?.score ?? 1
  return best.map(({ doc: number, score }) => ({
    term: names[number]!,
    weight: (LAW_TERM_WEIGHT * score) / highest,
  }))
}

/** @returns the places of the highest, as `doc` */
function bestOf(scores: ArrayLike<number>, most: number, above = 0): { doc: number; score: number }[] {
  const best = new TopK(most)
  for (let place = 0; place < scores.length; place++) {
    const score = scores[place]!
    if (score > above && score > best.threshold) best.add(place, score)
  }
  return best.ranking()
}

function countEach(items: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}
