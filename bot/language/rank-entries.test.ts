import { expect, it } from 'vitest'
import type { Passage } from '../../retrieval/passage.js'
import type { Turn, Understanding } from '../turn.js'
import { findAside, type RankedEntry, rankEntries } from './rank-entries.js'

const entry = (title: string, text: string, probability: number): RankedEntry => ({
  entry: { id: title, kind: 'faq', title, text, details: { asks: [] } as unknown } as Passage,
  probability,
  asked: 0.5,
  told: 0.5,
  found: null,
})

const guilt = entry('对方全责，保险公司赔得少怎么办', '不用照保险公司报的数收。', 0.4)
const crash = entry('电动车被汽车撞了，责任怎么算', '先由交强险赔。', 0.2)

it('sets an entry aside for a clause of its own', () => {
  const asked = '我电动车被汽车撞了，对方全责，保险公司赔得少'
  expect(findAside(asked, guilt, [guilt, crash])).toBe(crash.entry)
})

it('sets none aside that only shares more words with the one thing asked', () => {
  const debt = entry('欠钱不还，该怎么要', '先催，再起诉。', 0.4)
  const lent = entry('朋友用我的名字贷了八万，要我还吗', '谁签的合同谁还。', 0.2)
  expect(findAside('朋友欠我八万不还', debt, [debt, lent])).toBeNull()
})

it('takes a follow-up that asks the question of another entry of the field for naming it', () => {
  const ofMarriage = (title: string, text: string, asks: string[]) => ({
    ...entry(title, text, 0).entry,
    matter: 'marriage_family' as const,
    details: { asks, matters: [], sections: [], materials: [] } as unknown as Passage['details'],
  })
  const ways = ofMarriage('想离婚，有哪几种办法？', '先想清三件事：孩子归谁抚养、财产怎么分。', [])
  const custody = ofMarriage('离婚后孩子归谁？', '看怎样对孩子最有利。', ['孩子归谁抚养'])
  const focus = '孩子八岁了归谁抚养'
  const understanding = {
    standaloneQuestion: `我想离婚，${focus}`,
    focus,
    followUp: true,
    matter: 'marriage_family',
    aspect: null,
  } as Understanding
  const turn = { history: [], sources: [ways, custody], thread: [ways.id], found: null } as unknown as Turn
  expect(rankEntries(turn, understanding)[0]?.entry).toBe(custody)
})
