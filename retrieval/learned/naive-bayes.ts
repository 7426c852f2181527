import { createSlice } from '../slice.js'
import { softmax } from './softmax.js'

/** Which law, or section of a law, questions of such words were decided by. */
export interface NaiveBayes {
  /** Valid until the next call. */
  probabilities(terms: ReadonlySet<string>): LabelProbabilities
}

export interface LabelProbabilities {
  /** Adds up to 1 over the labels that any question has; 0 for others. */
  of(label: number): number
  /** How many labels are likelier. null: no question has it. */
  rankOf(label: number): number | null
}

/** How many occurrences the words of all questions together are worth in each label's own. */
const SMOOTHING = 20
/** Words of one question depend on each other: each counts for this much. */
const DAMPING = 0.5

interface Postings {
  /** Places of labels. */
  labels: Int32Array
  /** What the term adds to the logarithm of each. */
  additions: Float64Array
}

/** @param questions distinct terms of a question, and what it was decided by */
export async function createNaiveBayes(
  questions: readonly { terms: ReadonlySet<string>; labels: readonly number[] }[],
): Promise<NaiveBayes> {
  const slice = createSlice()
  const labels = [...new Set(questions.flatMap(({ labels }) => labels))]
  const placeOf = new Map(labels.map((label, place) => [label, place]))
  const asked = new Float64Array(labels.length)
  const said = new Float64Array(labels.length)
  const counts = new Map<string, Map<number, number>>()
  const usual = new Map<string, number>()
  let all = 0
  for (const { terms, labels } of questions) {
    await slice()
    all += terms.size
    const places = labels.map((label) => placeOf.get(label)!)
    for (const place of places) {
      asked[place]!++
      said[place]! += terms.size
    }
    for (const term of terms) {
      usual.set(term, (usual.get(term) ?? 0) + 1)
      const ofTerm = counts.get(term) ?? new Map<number, number>()
      if (ofTerm.size === 0) counts.set(term, ofTerm)
      for (const place of places) ofTerm.set(place, (ofTerm.get(place) ?? 0) + 1)
    }
  }
  // Logarithms took a third of a call: they are taken once.
  const postings = new Map<string, Postings>()
  for (const [term, ofTerm] of counts) {
    if (postings.size % 64 === 0) await slice()
    const expected = (SMOOTHING * usual.get(term)!) / all
    postings.set(term, {
      labels: Int32Array.from(ofTerm.keys()),
      additions: Float64Array.from(
        ofTerm.values(),
        (count) => DAMPING * Math.log((count + expected) / expected),
      ),
    })
  }
  const before = asked.map(Math.log)
  // Of a word that a label's questions do not have, the same is left in each.
  const unsaid = said.map((terms) => DAMPING * Math.log(SMOOTHING / (terms + SMOOTHING)))
  const shares = new Float64Array(labels.length)
  return {
    probabilities(terms) {
      for (let place = 0; place < shares.length; place++)
        shares[place] = before[place]! + terms.size * unsaid[place]!
      for (const term of terms) {
        const found = postings.get(term)
        if (!found) continue
        const { labels, additions } = found
        for (let i = 0; i < labels.length; i++) shares[labels[i]!]! += additions[i]!
      }
      softmax(shares)
      const ascending = shares.slice().sort()
      return {
        of(label) {
          const place = placeOf.get(label)
          return place === undefined ? 0 : shares[place]!
        },
        rankOf(label) {
          const place = placeOf.get(label)
          return place === undefined ? null : countAbove(ascending, shares[place]!)
        },
      }
    },
  }
}

function countAbove(ascending: Float64Array, value: number): number {
  let from = 0
  let to = ascending.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (ascending[middle]! > value) to = middle
    else from = middle + 1
  }
  return ascending.length - from
}
