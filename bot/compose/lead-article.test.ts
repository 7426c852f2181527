import { expect, it } from 'vitest'
import type { Passage } from '../../retrieval/passage.js'
import { leadFirst } from './lead-article.js'

const article = (id: string, text: string) => ({ id, text }) as Passage
const AGE = article('age', '已满十六周岁的人犯罪，应当负刑事责任。')
const RULE = article('rule', '盗窃公私财物，有下列情形的，应当追究刑事责任。')
const PUNISHMENT = article('punishment', '盗窃公私财物，数额较大的，处三年以下有期徒刑、拘役或者管制。')
const order = (question: string, articles = [AGE, RULE, PUNISHMENT]) =>
  leadFirst(articles, question).map(({ id }) => id)

it('puts an article for the young first only where the question speaks of them', () => {
  expect(order('东西被偷了怎么办')).toEqual(['rule', 'age', 'punishment'])
  expect(order('孩子偷东西怎么办')).toEqual(['age', 'rule', 'punishment'])
})

it('puts the punishment first where it is asked for', () => {
  expect(order('盗窃罪怎么判')).toEqual(['punishment', 'age', 'rule'])
  expect(order('盗窃罪量刑标准', [AGE, RULE])).toEqual(['rule', 'age'])
})

it('leaves articles as they are where none fits better', () => {
  expect(order('盗窃罪怎么判', [AGE])).toEqual(['age'])
  expect(order('盗窃罪怎么判', [])).toEqual([])
})
