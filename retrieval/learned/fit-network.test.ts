import { describe, expect, it } from 'vitest'
import { seededRandom } from '../embed/seeded-random.js'
import { fitNetworks, type RankExample } from './fit-network.js'
import { createNetworksScorer } from './rank-network.js'

const FEATURES = ['order', 'product', 'other'] as const

/** The right candidate is the one whose second and third features are both high: no linear weights find it. */
function questions(count: number, seed: number): { rows: number[][]; isRight: boolean[] }[] {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => {
    const rows = Array.from({ length: 12 }, () => [random(), random(), random()])
    const products = rows.map(([, a, b]) => (a! - 0.5) * (b! - 0.5))
    const best = products.indexOf(Math.max(...products))
    return { rows, isRight: rows.map((_, i) => i === best) }
  })
}

function examples(count: number, seed: number): RankExample[] {
  return questions(count, seed).map(({ rows, isRight }) => ({
    features: Float32Array.from(rows.flat()),
    isRight,
  }))
}

describe('fitNetworks', () => {
  it('finds what decides, and puts it first among candidates that it has not seen', () => {
    const score = createNetworksScorer(
      fitNetworks(examples(400, 1), FEATURES, { networks: 1, epochs: 40 }),
      FEATURES,
    )
    const unseen = questions(200, 2)
    const first = unseen.filter(({ rows, isRight }) => {
      const scores = score(rows.flat())
      return isRight[scores.indexOf(Math.max(...scores))]
    })
    expect(first.length).toBeGreaterThan(140)
  })

  it('gives the same networks for the same examples', () => {
    const networks = () => fitNetworks(examples(30, 3), FEATURES, { epochs: 2 })
    expect(networks()).toEqual(networks())
  })

  it('gives as many networks as are asked for, no two alike', () => {
    const networks = fitNetworks(examples(30, 5), FEATURES, { networks: 3, epochs: 1 })
    expect(new Set(networks.map(({ weights }) => weights.join())).size).toBe(3)
  })

  it('scores the fifty that the first network likes best by the mean of all, and leaves the others below', () => {
    const networks = fitNetworks(examples(30, 6), FEATURES, { networks: 3, epochs: 1 })
    const random = seededRandom(7)
    const rows = Array.from({ length: 3 * 150 }, random)
    const scores = createNetworksScorer(networks, FEATURES)(rows)
    const alone = networks.map((network) => createNetworksScorer([network], FEATURES)(rows))
    const byFirst = [...scores.keys()].sort((a, b) => alone[0]![b]! - alone[0]![a]!)
    const [best, rest] = [byFirst.slice(0, 50), byFirst.slice(50)]
    for (const row of best)
      expect(scores[row]).toBeCloseTo(alone.reduce((sum, each) => sum + each[row]!, 0) / 3)
    const inOrder = rest.map((row) => scores[row]!)
    expect(inOrder).toEqual([...inOrder].sort((a, b) => b - a))
    expect(inOrder[0]).toBeLessThanOrEqual(Math.min(...best.map((row) => scores[row]!)))
  })

  it('refuses to score other features than it was fitted to', () => {
    const networks = fitNetworks(examples(5, 4), FEATURES, { epochs: 1 })
    expect(() => createNetworksScorer(networks, ['order'])).toThrow('run wenfa learn again')
  })
})
