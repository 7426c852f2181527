import { expect, it } from 'vitest'
import { emptyAnswer } from '../../bot/answer.js'
import { parseCases } from '../cases/case.js'
import { answerValues } from './answers.js'

const gold = (name: string) => ({ name, matches: [{ file: 'f.md', article: 'x' }] })
const given = (expectation: object) =>
  parseCases(JSON.stringify({ id: 'a', question: '?', expect: expectation }), 'x')[0]!

/** @param cited 民法典第一条 as title and article; a title alone is an entry */
function values(
  expectation: object,
  cited: [title: string, article: string | null][],
  choices: string[] = [],
) {
  const seen = cited.map(([lawTitle, article]) => ({ lawTitle, article, versionDate: null }))
  const answer = { ...emptyAnswer(''), choices }
  return answerValues(given(expectation), { result: { answer }, cited: seen, considered: [] } as never)
}

it('compares the first five articles with those that decide, whatever entries stand between', () => {
  const others = ['第二条', '第三条', '第四条', '第五条'].map(
    (article) => ['民法典', article] as [string, string],
  )
  const two = { gold: [gold('中华人民共和国民法典第一条'), gold('劳动法第九条')] }
  expect(
    values(two, [['工资怎么要？', null], ...others, ['民法典', '第一条第二款'], ['劳动法', '第九条']]),
  ).toEqual({
    settled: 1,
    cite_recall: 1 / 2,
    cite_precision: 1 / 5,
  })
  expect(values(two, others)).toEqual({ settled: 0, cite_recall: 0, cite_precision: 0 })
  expect(values(two, [['工资怎么要？', null]])).toEqual({ settled: 0, cite_recall: 0 })
})

it('takes an entry that settles the question, cited or among the choices', () => {
  const entry = { cites: ['工资怎么要？'] }
  expect(values(entry, [['工资怎么要？', null]])).toEqual({ settled: 1 })
  expect(values(entry, [], ['工资怎么要？', '都不是'])).toEqual({ settled: 1 })
  expect(values(entry, [['押金怎么退？', null]])).toEqual({ settled: 0 })
})
