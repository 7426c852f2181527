import { expect, it } from 'vitest'
import type { Passage } from '../../retrieval/passage.js'
import type { Basis } from '../answer.js'
import type { Turn } from '../turn.js'
import { addingArticles } from './related-articles.js'

const LAW = '民法典'
const article = (id: string, text: string) => ({ id, kind: 'statute', title: LAW, text }) as Passage
const entry = {
  title: '想离婚，他不同意怎么办',
  text: '可以起诉离婚。',
  details: { asks: [] } as unknown,
} as Passage
const soldiers = article('soldiers', '现役军人的配偶要求离婚，应当征得军人同意。')
const cited = [{ lawTitle: LAW, passageId: 'cited' }] as Basis[]

const beside = (standaloneQuestion: string) =>
  addingArticles(
    { sources: [soldiers], understanding: { standaloneQuestion } } as unknown as Turn,
    entry,
    cited,
  )

it('shows no article beside an entry that says all that was asked', () => {
  expect(beside('离婚同意')).toEqual([])
})

it('shows one with a word of the question that the entry lacks', () => {
  expect(beside('现役军人离婚')).toEqual([soldiers])
})
