import { describe, expect, it } from 'vitest'
import { parseConfirmed } from './parse-confirmed.js'
import { parseFaq, parseFaqTable } from './parse-faq.js'
import { parseGuide } from './parse-guide.js'
import { tellLineProblem } from './tell-line-problem.js'

const UNKNOWN = tellLineProblem('Nobody says this')
const guide = (head: string, body = '可以。') => parseGuide(`---\n${head}\n---\n${body}\n`).problems
const LONG = '长'.repeat(501)

/** Everything that is wrong in ways of its own. */
const PROBLEMS = [
  ...guide('title: 甲\n颜色: 红'),
  ...guide('fee: 不收费'),
  ...guide('title: 甲', '## 小标题'),
  ...guide(`title: ${LONG}`),
  ...guide('title: 甲\nmatter: 天气\nserviceLine: 放气球\ncites: [随便写]', '可以〔随便〕。'),
  ...guide('title: 甲\nregion: 云上市'),
  ...guide('title: 甲\neffectiveFrom: 去年\neffectiveTo: 明年'),
  ...guide('title: [甲'),
  ...parseFaq('---\nmatter: labour\n颜色: 红\n---\n多余的文字\n').problems,
  ...parseFaq('## 问？\n\n## 问二？\n\n可以。\n\n## 问二？\n\n可以。\n').problems,
  ...parseFaqTable([
    { line: 1, cells: ['问题', '答案'] },
    { line: 2, cells: ['', '可以。'] },
  ]).problems,
  ...parseConfirmed('{"question":"甲","answer":"乙"}\n不是').problems,
  ...parseConfirmed('{"question":"甲","answer":"乙","cites":["随便"]}').problems,
]

describe('telling problems of a document', () => {
  it('says each of them in Chinese, and what to do', () => {
    expect(PROBLEMS.length).toBeGreaterThan(18)
    for (const { message } of PROBLEMS) {
      const told = tellLineProblem(message)
      expect(told, message).not.toBe(UNKNOWN)
      expect(told.replace(/title|JSON/g, ''), message).not.toMatch(/[A-Za-z]{3}/)
    }
  })

  it('names what was written', () => {
    const [problem] = guide('title: 甲\nmatter: 天气')
    expect(tellLineProblem(problem!.message)).toBe(
      '没有“天气”这个事项，这一项没有用。可以写婚姻家庭、继承、劳动用工、工伤、借贷债务、担保等。',
    )
  })

  it('never shows English that it does not know', () => {
    expect(UNKNOWN).toBe('这里有看不懂的内容，没有读出来，请对照原文。')
  })
})
