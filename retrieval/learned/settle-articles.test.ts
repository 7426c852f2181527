import { describe, expect, it } from 'vitest'
import { articlesSettle, fitSettling, sharesOf } from './settle-articles.js'

describe('the probability that the first articles decide', () => {
  it('comes from shares of 1 in the order of the scores', () => {
    const shares = sharesOf([1000, 999, 0])
    expect(shares[0]! + shares[1]! + shares[2]!).toBeCloseTo(1)
    expect(shares[0]! / shares[1]!).toBeCloseTo(Math.E)
  })

  it('says how often questions with such shares were decided by one of the first five', () => {
    // Surely told shares are right in nine of ten, spread ones in two of ten: a fifth place counts, a sixth does not.
    const sure = [0.9, 0.02, 0.02, 0.02, 0.01]
    const spread = Array.from({ length: 20 }, () => 0.05)
    const at = (place: number) => Array.from({ length: 6 }, (_, i) => i === place)
    const questions = Array.from({ length: 100 }, (_, i) => [
      { shares: sure, isRight: at(i % 10 === 0 ? 5 : 4) },
      { shares: spread, isRight: at(i % 10 < 2 ? 0 : 5) },
    ]).flat()
    const settling = fitSettling(questions)
    expect(articlesSettle(settling, sure).probability).toBeCloseTo(0.9, 1)
    expect(articlesSettle(settling, spread).probability).toBeCloseTo(0.2, 1)
  })
})
