import { describe, expect, it } from 'vitest'
import { parseConfirmed } from './parse-confirmed.js'

const lines = (...records: unknown[]) =>
  records.map((record) => (typeof record === 'string' ? record : JSON.stringify(record))).join('\n')

describe('parseConfirmed', () => {
  it('reads question, answer and articles, the answer without its greeting', () => {
    const { entries, problems } = parseConfirmed(
      lines({
        question: '谁能办个体户？',
        answer: '您好，有经营能力的公民可以。',
        cites: ['民法典第五十四条'],
      }),
    )
    expect(problems).toEqual([])
    expect(entries).toMatchObject([
      { kind: 'faq', title: '谁能办个体户？', lead: '有经营能力的公民可以。', cites: ['民法典第五十四条'] },
    ])
  })

  it('reads the articles as evaluation sets name them, and a missing answer', () => {
    const gold = [{ name: '中华人民共和国民法典第五十四条', matches: [] }]
    const { entries } = parseConfirmed(lines({ id: 1, question: '问', answer: null, gold }))
    expect(entries).toMatchObject([{ cites: ['中华人民共和国民法典第五十四条'], lead: '问' }])
  })

  it('puts the articles of a question that comes twice together', () => {
    const { entries } = parseConfirmed(
      lines({ question: '问', cites: ['民法典第一条'] }, { question: '问', cites: ['民法典第二条'] }),
    )
    expect(entries.map(({ cites }) => cites)).toEqual([['民法典第一条', '民法典第二条']])
  })

  it('tells each line that cannot be used, and reads the others', () => {
    const { entries, problems } = parseConfirmed(
      lines(
        '{broken',
        { answer: '没有问题' },
        { question: '没有法条' },
        { question: '不是法条', cites: ['随便写的'] },
        { question: '好', cites: ['民法典第一条'] },
      ),
    )
    expect(entries).toHaveLength(1)
    expect(problems.map(({ line }) => line)).toEqual([1, 2, 3, 4])
    expect(problems[0]?.message).toContain('no JSON')
    expect(problems[1]?.message).toContain('question')
    expect(problems[2]?.message).toContain('No article is cited')
    expect(problems[3]?.message).toContain('随便写的')
  })
})
