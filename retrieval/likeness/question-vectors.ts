import { createSlice } from '../slice.js'
import { askTerms } from '../tokenize.js'

/** Questions as sparse unit vectors, term by term the rarest first: those of question n at `starts[n]` to `starts[n + 1]`. */
export interface QuestionVectors {
  count: number
  termCount: number
  starts: Int32Array
  terms: Int32Array
  weights: Float32Array
}

/** @param questions distinct ones; terms are weighed by how rare they are among these */
export async function weighQuestions(questions: readonly string[]): Promise<QuestionVectors> {
  const slice = createSlice()
  const numbers = new Map<string, number>()
  const asked: number[] = []
  const terms: number[] = []
  const weights: number[] = []
  for (const question of questions) {
    for (const { term, weight } of askTerms(question)) {
      let number = numbers.get(term)
      if (number === undefined) {
        number = numbers.size
        numbers.set(term, number)
        asked.push(0)
      }
      asked[number]!++
      terms.push(number)
      weights.push(weight)
    }
    terms.push(-1)
    await slice()
  }
  return unitVectors(questions.length, { asked, terms, weights }, slice)
}

/** @param given terms of each question ended by -1, with the weights of the terms alone */
async function unitVectors(
  count: number,
  { asked, terms, weights }: { asked: number[]; terms: number[]; weights: number[] },
  slice: () => Promise<void>,
): Promise<QuestionVectors> {
  const starts = new Int32Array(count + 1)
  const sorted = new Int32Array(weights.length)
  const units = new Float32Array(weights.length)
  let at = 0
  let next = 0
  for (let question = 0; question < count; question++) {
    const own: { term: number; value: number }[] = []
    let square = 0
    for (; terms[next] !== -1; next++) {
      const term = terms[next]!
      const value = weights[at + own.length]! * rarity(asked[term]!, count)
      square += value * value
      own.push({ term, value })
    }
    next++
    own.sort((a, b) => asked[a.term]! - asked[b.term]! || a.term - b.term)
    const length = Math.sqrt(square) || 1
    for (const { term, value } of own) {
      sorted[at] = term
      units[at++] = value / length
    }
    starts[question + 1] = at
    await slice()
  }
  return { count, termCount: asked.length, starts, terms: sorted, weights: units }
}

/** ln(1 + (N - n + 0.5) / (n + 0.5)) over the questions. */
function rarity(asked: number, count: number): number {
  return Math.log(1 + (count - asked + 0.5) / (asked + 0.5))
}
