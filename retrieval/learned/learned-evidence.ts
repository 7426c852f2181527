import { type ScoredDoc, TopK } from '../keyword/top-k.js'
import type { WeightedTerm } from '../tokenize.js'
import type { ArticleText, ArticleTexts } from './article-texts.js'
import { createCitedTextIndex } from './cited-text-index.js'
import type { ConfirmedAnswer } from './confirmed-answers.js'
import { fitTranslations, type Translations } from './fit-translation.js'
import { createNaiveBayes, type LabelProbabilities } from './naive-bayes.js'

/** A confirmed answer whose articles were met, numbered as by the index: documents, `provision` and `law`. */
export interface MetAnswer extends ConfirmedAnswer {
  /** Its own. */
  docs: readonly number[]
  provisions: readonly number[]
  laws: readonly number[]
  /** Provisions that its question finds by keywords, the best of them, whether they decide it or not. */
  found: readonly number[]
}

/**
 * What confirmed answers say of a question: of cited articles by their places (`LearnedEvidence.placeOf`), of laws and
 * their sections by number. Valid until the next question.
 */
export interface LearnedVotes {
  /** Of the nearest confirmed questions, each by the cube of its likeness. */
  votes: Float64Array
  /** Likeness of the nearest confirmed question that the article decides. */
  nearest: Float64Array
  /** How well the question fits all questions, all answers, that cite the article. */
  questionText: Float64Array
  answerText: Float64Array
  laws: GroupVotes
  sections: GroupVotes
  /** Terms of the articles that decided the nearest questions, which the question itself does not say. */
  lawTerms: WeightedTerm[]
  /** Places that any of these speaks for. */
  places: ReadonlySet<number>
}

/** What confirmed answers say of laws, or of their sections. */
export interface GroupVotes {
  /** Share of the nearest confirmed questions that the group decides. */
  votes: ReadonlyMap<number, number>
  /** Likeness of the nearest of them. */
  nearest: ReadonlyMap<number, number>
  /** By the words of the question. */
  model: LabelProbabilities
}

export interface LearnedEvidence {
  /** @param likeness of the question to the closest wording of a guide or Q&A, by document */
  votesFor(terms: ReadonlySet<string>, likeness: (doc: number) => number): LearnedVotes
  /** Provisions that any answer cites, by place. */
  readonly provisions: readonly number[]
  /** -1: no answer cites it. */
  placeOf(provision: number): number
  /** -1: no answer cites its law. */
  sectionOf(provision: number): number
  /** By document; an empty one where it is no article. */
  textOf(doc: number): ArticleText
  /** How answers and cited articles say what questions say. */
  readonly translations: Translations
  /** How many confirmed answers cite the article, by place. */
  readonly timesCited: readonly number[]
  /** Of a hundred confirmed questions so many find the article by keywords: what all find decides few of them. */
  oftenFound(provision: number): number
  timesLawCited(law: number): number
  timesSectionCited(section: number): number
}

export const NO_TEXT: ArticleText = { text: '', kinds: 0 }

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
  { terms: articleTerms, words: articleWords, sections, texts: articleTexts }: ArticleTexts,
): Promise<LearnedEvidence> {
  const provisions = [...new Set(answers.flatMap((answer) => answer.provisions))]
  const placeOf = tableOf(new Map(provisions.map((provision, place) => [provision, place])), -1)
  const placesOf = answers.map((answer) => answer.provisions.map(placeOf))
  const textIndex = (terms: (answer: MetAnswer) => readonly string[]) =>
    createCitedTextIndex(
      provisions.length,
      answers.map((answer, number) => ({ terms: terms(answer), articles: placesOf[number]! })),
    )
  const questions = await textIndex(({ questionTerms }) => questionTerms)
  const texts = await textIndex(({ answerTerms }) => answerTerms)
  const laws = await createGroups(answers, (answer) => answer.laws)
  const ofSections = await createGroups(answers, (answer) => [
    ...new Set(answer.provisions.flatMap((provision) => sections.get(provision) ?? [])),
  ])
  const translations = await fitTranslations(
    answers.map(({ questionWords, answerWords, provisions }) => ({
      question: questionWords,
      texts: [answerWords, ...provisions.map((provision) => articleWords.get(provision) ?? [])],
    })),
  )
  const cited = countEach(placesOf.flat())
  const timesFound = tableOf(countEach(answers.flatMap((answer) => answer.found)), 0)
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
      const voters = bestOf(alike, VOTERS, LEAST_LIKENESS)
      votes.fill(0)
      nearest.fill(0)
      const voted = new Set<number>()
      for (const { doc: number, score: likeness } of voters) {
        for (const place of placesOf[number]!) {
          voted.add(place)
          votes[place]! += likeness ** 3
          nearest[place] = Math.max(nearest[place]!, likeness)
        }
      }
      const first = [...voted].sort((a, b) => votes[b]! - votes[a]!).slice(0, TERM_ARTICLES)
      const questionText = questions.score(terms)
      const answerText = texts.score(terms)
      const best = [questionText, answerText].flatMap((scores) => bestOf(scores, BEST_TEXTS))
      return {
        votes,
        nearest,
        questionText,
        answerText,
        laws: laws.votesFor(terms, voters),
        sections: ofSections.votesFor(terms, voters),
        lawTerms: lawTermsOf(
          first.map((place) => ({ terms: articleTerms.get(provisions[place]!) ?? [], vote: votes[place]! })),
          terms,
        ),
        places: new Set([...voted, ...best.map(({ doc: place }) => place)]),
      }
    },
    provisions,
    placeOf,
    sectionOf: tableOf(sections, -1),
    textOf: (doc) => articleTexts[doc] ?? NO_TEXT,
    translations,
    timesCited: provisions.map((_, place) => cited.get(place)!),
    oftenFound: (provision) => (100 * timesFound(provision)) / Math.max(1, answers.length),
    timesLawCited: laws.timesCited,
    timesSectionCited: ofSections.timesCited,
  }
}

type Voters = readonly ScoredDoc[]

/** Some hundred are looked up in a search, far from each other: a `Map` reads more of the memory for each. */
function tableOf(entries: ReadonlyMap<number, number>, otherwise: number): (number: number) => number {
  let last = -1
  for (const number of entries.keys()) last = Math.max(last, number)
  const values = new Int32Array(last + 1).fill(otherwise)
  for (const [number, value] of entries) values[number] = value
  return (number) => values[number] ?? otherwise
}

/** Laws, or sections. */
async function createGroups(
  answers: readonly MetAnswer[],
  groupsOfAnswer: (answer: MetAnswer) => readonly number[],
) {
  const groupsOf = answers.map(groupsOfAnswer)
  const model = await createNaiveBayes(
    answers.map(({ questionTerms }, number) => ({
      terms: new Set(questionTerms),
      labels: groupsOf[number]!,
    })),
  )
  const cited = countEach(groupsOf.flat())
  return {
    votesFor(terms: ReadonlySet<string>, voters: Voters): GroupVotes {
      const votes = new Map<number, number>()
      const nearest = new Map<number, number>()
      let all = 0
      for (const { doc: number, score: likeness } of voters) {
        for (const group of groupsOf[number]!) {
          votes.set(group, (votes.get(group) ?? 0) + likeness ** 2)
          // The nearest vote first.
          if (!nearest.has(group)) nearest.set(group, likeness)
        }
        all += likeness ** 2
      }
      for (const [group, vote] of votes) votes.set(group, vote / all)
      return { votes, nearest, model: model.probabilities(terms) }
    },
    timesCited: (group: number) => cited.get(group) ?? 0,
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

function countEach<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}
