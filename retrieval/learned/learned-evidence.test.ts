import { describe, expect, it } from 'vitest'
import { createLearnedEvidence, type MetAnswer } from './learned-evidence.js'

const ARTICLE = (law: number, number: number) => (law * 10_000 + number) * 100
const answer = (versionId: string, questionTerms: string[], provisions: number[]): MetAnswer => ({
  versionId,
  wordings: [questionTerms.join('')],
  questionTerms,
  answerTerms: questionTerms,
  cites: [],
  learned: true,
  provisions,
})

describe('createLearnedEvidence', () => {
  const wages = answer('a', ['工资', '拖欠'], [ARTICLE(1, 30), ARTICLE(1, 85)])
  const divorce = answer('b', ['离婚', '孩子'], [ARTICLE(2, 1084)])
  const evidence = createLearnedEvidence(
    [wages, divorce],
    new Map([
      [
        ARTICLE(1, 30),
        [
          { term: '报酬', weight: 2 },
          { term: '工资', weight: 1 },
          { term: '支付', weight: 1 },
        ],
      ],
    ]),
  )

  it('lets the nearest questions vote for the articles that decided them', () => {
    const votes = evidence.votesFor(
      new Set(['工资']),
      new Map([
        ['a', 0.5],
        ['b', 0.1],
        ['unknown', 0.9],
      ]),
    )
    expect(votes.votes.get(ARTICLE(1, 30))).toBeCloseTo(0.125)
    expect(votes.nearest.get(ARTICLE(2, 1084))).toBe(0.1)
    expect(votes.lawVotes.get(1)).toBeCloseTo(0.25 / 0.26)
  })

  it('knows the article and the law by the words of the questions that cite them', () => {
    const votes = evidence.votesFor(new Set(['离婚', '孩子']), new Map())
    expect(votes.questionText(ARTICLE(2, 1084))).toBeGreaterThan(0.4)
    expect(votes.questionText(ARTICLE(1, 30))).toBe(0)
    expect(votes.lawModel.get(2)).toBeGreaterThan(votes.lawModel.get(1)!)
    expect([...votes.lawModel.values()].reduce((a, b) => a + b)).toBeCloseTo(1)
    expect([...votes.provisions]).toEqual([ARTICLE(2, 1084)])
  })

  it('lends a question the words of the articles that decided the nearest, without its own', () => {
    const { lawTerms } = evidence.votesFor(
      new Set(['工资']),
      new Map([
        ['a', 0.5],
        ['b', 0.1],
      ]),
    )
    expect(lawTerms).toEqual([
      { term: '报酬', weight: 0.5 },
      { term: '支付', weight: 0.25 },
    ])
  })

  it('counts how often an article and a law are cited', () => {
    expect([evidence.timesCited(ARTICLE(1, 30)), evidence.timesLawCited(1)]).toEqual([1, 1])
    expect(evidence.timesCited(ARTICLE(9, 9))).toBe(0)
  })
})
