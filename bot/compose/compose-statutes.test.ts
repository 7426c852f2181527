import { expect, it } from 'vitest'
import type { Passage } from '../../retrieval/passage.js'
import { zhCN } from '../words/zh-CN.js'
import { createBasisList } from './basis-list.js'
import { composeStatutes } from './compose-statutes.js'

const LIMITATION = `下列请求权不适用诉讼时效的规定：
（一）请求停止侵害、排除妨碍、消除危险；
（二）不动产物权和登记的动产物权的权利人请求返还财产；
（三）请求支付抚养费、赡养费或者扶养费；
（四）依法不适用诉讼时效的其他请求权。`

function compose(question: string) {
  const article = {
    id: 'p196',
    kind: 'statute',
    title: '中华人民共和国民法典',
    article: '第一百九十六条',
    text: LIMITATION,
    versionDate: '2020-05-28',
  } as Passage
  const bases = createBasisList(async () => 'not_loaded', { asOfDate: '2026-11-24', regionCode: null })
  return composeStatutes(question, [article], { sure: true, near: [] }, bases, zhCN)
}

it('leads with the item that answers, after the head of its list, and leaves out no other', () => {
  const { summary, points } = compose('抚养费有没有诉讼时效')
  expect(summary).toContain('下列请求权不适用诉讼时效的规定：（三）请求支付抚养费、赡养费或者扶养费。')
  expect(points.map(({ text }) => text.slice(0, 3))).toEqual(['（一）', '（二）', '（四）'])
})

it('tells a list whole where no item is asked for', () => {
  const { summary, points } = compose('哪些情况不受诉讼时效限制')
  expect(summary).toMatch(/下列请求权不适用诉讼时效的规定：$/)
  expect(points).toHaveLength(4)
})
