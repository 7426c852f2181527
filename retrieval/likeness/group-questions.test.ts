import { expect, it } from 'vitest'
import { groupQuestions } from './group-questions.js'
import { createNearQuestions } from './near-questions.js'
import { weighQuestions } from './question-vectors.js'

const QUESTIONS = [
  '电动车押金不退怎么办',
  '电动车的押金一直不退，怎么办',
  '房东不退租房押金',
  '租房押金房东不退怎么要',
  '老板拖欠工资',
  '老板拖欠我三个月工资怎么办',
  '怎么申请法律援助',
  '申请法律援助要什么材料',
  '楼上漏水把我家淹了',
  '?!',
]

it('finds every question that is so alike, as comparing all with all does', async () => {
  const vectors = await weighQuestions(QUESTIONS)
  const { starts, terms, weights } = vectors
  const cosine = (a: number, b: number) => {
    const own = new Map<number, number>()
    for (let i = starts[a]!; i < starts[a + 1]!; i++) own.set(terms[i]!, weights[i]!)
    let sum = 0
    for (let i = starts[b]!; i < starts[b + 1]!; i++) sum += (own.get(terms[i]!) ?? 0) * weights[i]!
    return sum
  }
  for (const least of [0.1, 0.3, 0.5, 0.8]) {
    const near = createNearQuestions(vectors, least)
    QUESTIONS.forEach((_, n) => {
      const earlier = Array.from({ length: n }, (_, m) => m)
      const found = near.near(n).map(({ question }) => question)
      expect(found.sort()).toEqual(earlier.filter((m) => cosine(n, m) >= least).sort())
      near.add(n)
    })
  }
})

it('groups questions that ask for the same under the first of them, and leaves alone who may not lead', async () => {
  const leaders = await groupQuestions(QUESTIONS, (n) => n !== 8, 0.4)
  expect([...leaders]).toEqual([0, 0, 2, 2, 4, 4, 6, 6, -1, 9])
})
