import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { countLegalData } from './count-legal-data.js'
import { findLegalData } from './legal-data.js'
import { legalTexts } from './legal-texts.js'

const foundIn = (text: string) =>
  findLegalData(text).map(({ kind, start, end }) => [kind, text.slice(start, end)])

it.each([
  ['《民法典》第一千零七十七条第二款', ['law_title 《民法典》', 'article 第一千零七十七条', 'clause 第二款']],
  ['刑法第133条之一怎么判', ['law_title 刑法', 'article 第133条之一']],
  ['2023年3月5日借了三万二千元，月息2%', ['date 2023年3月5日', 'amount 三万二千元', 'percentage 2%']],
  [
    '（2023）苏0102民初123号判了十五日内付1.5万',
    ['case_number （2023）苏0102民初123号', 'time_limit 十五日内', 'amount 1.5万'],
  ],
  [
    '百分之三十，三个月以上，30个工作日',
    ['percentage 百分之三十', 'time_limit 三个月以上', 'time_limit 30个工作日'],
  ],
  ['我叫王建国，住在梧桐路18号', []],
])('finds what a question turns on: %s', (text, found) => {
  const sorted = foundIn(text).map((each) => each.join(' '))
  expect(sorted.sort()).toEqual([...found].sort())
})

it('counts what is masked of it, and nothing within personal data', () => {
  // A number of a bank card that is said to be an amount.
  const { all, masked } = countLegalData('赔偿款卡号6222021001112223330元\n第八十二条', [])
  expect([all, masked]).toEqual([2, ['amount: 6222021001112223330元 in 6222021001112223330']])
  expect(countLegalData('他叫万一元，借了三年', ['万一元'])).toEqual({ all: 1, masked: [] })
})

it('makes few cases of many lines, and none where there is no shared data', () => {
  const shared = mkdtempSync(join(tmpdir(), 'wenfa-legal-'))
  expect(legalTexts(shared)).toEqual([])
  mkdirSync(join(shared, 'statutes', 'national'), { recursive: true })
  writeFileSync(join(shared, 'statutes', 'national', '甲法.md'), '# 甲法\n\n第一条 为了……\n')
  mkdirSync(join(shared, 'citizen-questions'))
  const questions = Array.from({ length: 3 }, () => JSON.stringify({ question: '欠'.repeat(6000) }))
  writeFileSync(join(shared, 'citizen-questions', 'questions.jsonl'), questions.join('\n'))
  const cases = legalTexts(shared)
  expect(cases.map(({ id, turns }) => [id, turns[0]!.split('\n').length])).toEqual([
    ['statutes-0', 2],
    ['questions-0', 2],
    ['questions-1', 1],
  ])
})
