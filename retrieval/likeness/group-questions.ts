import { createSlice } from '../slice.js'
import { createNearQuestions } from './near-questions.js'
import { weighQuestions } from './question-vectors.js'

/**
 * Groups questions by what they ask: each joins the most alike of those that lead a group, or leads a new one. The same
 * questions in the same order always make the same groups.
 * @param questions distinct, the most important first
 * @param isLeader whether question n may found a group; one that may not, and is near to none, belongs to none
 * @param least cosine from which on a question belongs to a group
 * @returns for each question the number of the one that leads its group; -1: none
 */
export async function groupQuestions(
  questions: readonly string[],
  isLeader: (n: number) => boolean,
  least: number,
): Promise<Int32Array> {
  const slice = createSlice()
  const near = createNearQuestions(await weighQuestions(questions), least)
  const leaders = new Int32Array(questions.length).fill(-1)
  for (let n = 0; n < questions.length; n++) {
    let best = -1
    let likeness = 0
    for (const found of near.near(n)) {
      if (found.likeness < likeness || (found.likeness === likeness && found.question > best)) continue
      best = found.question
      likeness = found.likeness
    }
    if (best < 0 && isLeader(n)) {
      best = n
      near.add(n)
    }
    leaders[n] = best
    await slice()
  }
  return leaders
}
