import { askTerms } from '../tokenize.js'

/**
 * How alike two questions are, 0 to 1, by what they say alone: the cosine of their terms. For few questions that are in
 * no index; among those of an index `AskedQuestions` knows which words are rare.
 */
export function questionLikeness(question: string): (other: string) => number {
  const own = termsOf(question)
  return (other) => {
    const others = termsOf(other)
    let shared = 0
    for (const [term, weight] of own.weights) shared += weight * (others.weights.get(term) ?? 0)
    return shared === 0 ? 0 : shared / Math.sqrt(own.square * others.square)
  }
}

function termsOf(question: string) {
  const weights = new Map(askTerms(question).map(({ term, weight }) => [term, weight]))
  let square = 0
  for (const weight of weights.values()) square += weight * weight
  return { weights, square }
}
