import { describe, expect, it } from 'vitest'
import { createLearnedEvidence, type MetAnswer } from './learned-evidence.js'

const ARTICLE = (law: number, number: number) => law * 10_000 + number
const lawOf = (article: number) => Math.floor(article / 10_000)
const answer = (doc: number, questionTerms: string[], provisions: number[]): MetAnswer => ({
  versionId: String(doc),
  docs: [doc],
  wordings: [questionTerms.join('')],
  questionTerms,
  answerTerms: questionTerms,
  questionWords: questionTerms,
  answerWords: questionTerms,
  cites: [],
  provisions,
  laws: [...new Set(provisions.map(lawOf))],
  found: [...new Set([ARTICLE(1, 30), ...provisions])],
})
const near = (likeness: Record<number, number>) => (doc: number) => likeness[doc] ?? 0

describe('createLearnedEvidence', async () => {
  const wages = answer(7, ['工资', '拖欠'], [ARTICLE(1, 30), ARTICLE(1, 85)])
  const divorce = answer(8, ['离婚', '孩子'], [ARTICLE(2, 1084)])
  const evidence = await createLearnedEvidence([wages, divorce], {
    terms: new Map([
      [
        ARTICLE(1, 30),
        [
          { term: '报酬', weight: 2 },
          { term: '工资', weight: 1 },
          { term: '支付', weight: 1 },
        ],
      ],
    ]),
    words: new Map([[ARTICLE(1, 30), ['报酬']]]),
    sections: new Map([
      [ARTICLE(1, 30), 0],
      [ARTICLE(1, 85), 1],
      [ARTICLE(1, 86), 1],
      [ARTICLE(2, 1084), 2],
    ]),
    texts: [],
  })

  it('lets the nearest questions vote for the articles that decided them', () => {
    const votes = evidence.votesFor(new Set(['工资']), near({ 7: 0.5, 8: 0.1, 9: 0.9 }))
    expect(votes.votes[evidence.placeOf(ARTICLE(1, 30))]).toBeCloseTo(0.125)
    expect(votes.nearest[evidence.placeOf(ARTICLE(2, 1084))]).toBe(0.1)
    expect(votes.laws.votes.get(1)).toBeCloseTo(0.25 / 0.26)
  })

  it('knows the article and the law by the words of the questions that cite them', () => {
    const votes = evidence.votesFor(new Set(['离婚', '孩子']), near({}))
    expect(votes.questionText[evidence.placeOf(ARTICLE(2, 1084))]).toBeGreaterThan(0.4)
    expect(votes.questionText[evidence.placeOf(ARTICLE(1, 30))]).toBe(0)
    expect(votes.laws.model.of(2)).toBeGreaterThan(votes.laws.model.of(1))
    expect(votes.laws.model.of(1) + votes.laws.model.of(2)).toBeCloseTo(1)
    expect([2, 1, 3].map((law) => votes.laws.model.rankOf(law))).toEqual([0, 1, null])
    expect([...votes.places]).toEqual([evidence.placeOf(ARTICLE(2, 1084))])
  })

  it('lets them speak for the section that an article stands in, also where it was never cited itself', () => {
    const { sections } = evidence.votesFor(new Set(['工资']), near({ 7: 0.5, 8: 0.1 }))
    const section = evidence.sectionOf(ARTICLE(1, 86))
    expect(sections.votes.get(section)).toBeCloseTo(0.25 / 0.26)
    expect(sections.nearest.get(section)).toBe(0.5)
    expect(sections.model.of(section)).toBeGreaterThan(
      sections.model.of(evidence.sectionOf(ARTICLE(2, 1084))),
    )
    expect(evidence.timesSectionCited(section)).toBe(1)
    expect(evidence.sectionOf(ARTICLE(9, 9))).toBe(-1)
  })

  it('lends a question the words of the articles that decided the nearest, without its own', () => {
    const { lawTerms } = evidence.votesFor(new Set(['工资']), near({ 7: 0.5, 8: 0.1 }))
    expect(lawTerms).toEqual([
      { term: '报酬', weight: 0.5 },
      { term: '支付', weight: 0.25 },
    ])
  })

  it('brings up the words of questions by those of their answers', () => {
    const wordsFor = (word: string) => evidence.translations.get(word)!.map(({ word }) => word)
    expect(wordsFor('孩子').sort()).toEqual(['孩子', '离婚'])
    expect(wordsFor('工资')).toContain('报酬')
    expect(evidence.translations.has('报酬')).toBe(false)
  })

  it('counts how often an article and a law are cited', () => {
    expect(evidence.timesCited[evidence.placeOf(ARTICLE(1, 30))]).toBe(1)
    expect(evidence.timesLawCited(1)).toBe(1)
    expect(evidence.placeOf(ARTICLE(9, 9))).toBe(-1)
  })

  it('counts how often the questions find an article, also where they were decided by others', () => {
    expect(evidence.oftenFound(ARTICLE(1, 30))).toBe(100)
    expect(evidence.oftenFound(ARTICLE(2, 1084))).toBe(50)
    expect(evidence.oftenFound(ARTICLE(9, 9))).toBe(0)
  })

  it('weighs nothing where every confirmed answer has gone', async () => {
    const none = await createLearnedEvidence([], {
      terms: new Map(),
      words: new Map(),
      sections: new Map(),
      texts: [],
    })
    expect(none.oftenFound(ARTICLE(1, 30))).toBe(0)
    expect(none.votesFor(new Set(['工资']), near({})).places.size).toBe(0)
  })
})
