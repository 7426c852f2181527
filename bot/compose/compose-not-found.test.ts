import { expect, it } from 'vitest'
import { parseArticleReferences } from '../../knowledge/article-reference.js'
import type { ArticleLookup } from '../../retrieval/retriever.js'
import { zhCN } from '../words/zh-CN.js'
import { composeNotFound } from './compose-not-found.js'

type Found = ArticleLookup['references'][number]

const say = (text: string, day: string, found: Partial<Found> = {}) =>
  composeNotFound(
    {
      references: parseArticleReferences(text).map((reference) => ({
        reference,
        status: 'no_such_law',
        lawTitle: null,
        period: null,
        lastArticleNumber: null,
        suggestions: [],
        hits: [],
        ...found,
      })),
    },
    day,
    zhCN,
  ).summary

it('says of a repealed law that it is repealed', () => {
  expect(say('婚姻法第32条', '2026-11-24')).toBe(
    '《婚姻法》从 2021-01-01 起已经废止，现在看《民法典》。告诉我是什么事，我按现行法律给您找。',
  )
  expect(say('婚姻法第32条', '2021-01-01')).toContain('已经废止')
})

it('says of a day before the repeal that the text of that day is not loaded', () => {
  const summary =
    '《婚姻法》从 2021-01-01 起才废止，但我的资料里没有它在 2019-01-01 的文本，不能确定当时的内容。'
  expect(say('婚姻法第32条', '2019-01-01')).toBe(summary)
  expect(say('婚姻法第32条', '2019-01-01', { status: 'not_in_force', lawTitle: '婚姻法' })).toBe(summary)
})

it('says of a law in force on that day how many articles it has', () => {
  const found = { status: 'no_such_article', lawTitle: '婚姻法', lastArticleNumber: 51 } as const
  expect(say('婚姻法第99条', '2019-01-01', found)).toBe('《婚姻法》一共 51 条，没有第九十九条。')
})

it('says of a number beyond every law how many articles there are', () => {
  const found = { status: 'no_such_article', lawTitle: '民法典', lastArticleNumber: 1260 } as const
  expect(say('民法典第10771条', '2026-11-24', found)).toBe(
    '《民法典》一共 1260 条，没有第一万零七百七十一条。',
  )
})

it.each([
  [{ from: '2016-02-06', to: '2022-03-01' }, '《公司登记管理条例》从 2022-03-01 起已经废止'],
  [
    { from: '2027-03-01', to: null },
    '《公司登记管理条例》第二条在 2026-11-24 没有生效，或者当时的文本不在我的资料里',
  ],
  [{ from: '2016-02-06', to: null }, '《公司登记管理条例》是别处的地方性法规'],
])('says of a law with the force %o why it does not count', (period, said) => {
  const found = { status: 'not_in_force', lawTitle: '公司登记管理条例', period } as const
  expect(say('公司登记管理条例第2条', '2026-11-24', found)).toContain(said)
})
