import { expect, it } from 'vitest'
import { expandQuery } from './expand-query.js'
import { loadSynonyms } from './load-synonyms.js'
import { queryTerms } from './tokenize.js'

/** As if the knowledge base knew nothing but the words that are meant. */
const KNOWN = ['工资', '离婚', '彩礼', '押金', '加班', '班费', '质权', '高空', '空抛', '抛物', '检察', '察院']
const rarity = (pair: string) => (KNOWN.includes(pair) ? 1 : 9)
const said = (text: string) => expandQuery(text, rarity).text.split('\n')[0]

it.each([
  ['公司欠我公资', '公司欠我工资'],
  ['我要离昏', '我要离婚'],
  ['给了采礼', '给了彩礼'],
  ['房东不退压金', '房东不退押金'],
  ['没有加斑费', '没有加班费'],
  ['楼上高空刨物', '楼上高空抛物'],
])('hears %s as %s, and searches what was written too', (written, meant) => {
  const { text, terms } = expandQuery(written, rarity)
  expect(text.split('\n').slice(0, 2)).toEqual([written, meant])
  const found = new Set(terms.map(({ term }) => term))
  for (const { term } of [...queryTerms(written), ...queryTerms(meant)]) expect(found).toContain(term)
})

it.each([
  // Words of their own, known to the law, or loose characters that are right.
  ['质权人是谁', '质权人是谁'],
  ['借道通行', '借道通行'],
  ['他在还钱', '他在还钱\n偿还 返还借款'],
])('hears nothing else in %s', (written, text) => {
  expect(expandQuery(written, rarity).text).toBe(text)
})

it.each([
  ['老板勿发工钿', '老板不发工资'],
  ['喺香港買咗嘢食', '喺香港买了食品'],
  ['俺爹没了，房子咋分', '我父亲去世了,房子咋分'],
  ['楼上撂东西砸到我', '楼上高空抛物砸到我'],
  ['砍伐树木要许可证', '砍伐树木要许可证'],
])('says the dialect of %s in common speech', (text, meant) => {
  expect(said(text)).toBe(meant)
})

it.each([
  '欠钱不还怎么办 https://example.com/a?b=1',
  '@所有人 欠钱不还怎么办 #法律咨询#',
  '😭欠钱不还怎么办🙏[玫瑰]',
])('leaves out what %s carries along', (text) => {
  expect(said(text)?.trim().replace(/\s+/g, '')).toBe('欠钱不还怎么办')
})

const STORY =
  '我在镇上的厂里做了十几年，家里有两个孩子，大的上高中，小的才六岁，平时日子过得还算安稳。去年冬天母亲住院，花了不少钱，弟弟在外地跑运输，一年也回不来两次。隔壁的大姐说她有个亲戚也碰到过差不多的事情，最后不了了之，让我先不要着急。'

it('hears the question at the end of a long story above the story', () => {
  const { terms, text } = expandQuery(`${STORY}我想问一下房东不退押金怎么办？`, rarity)
  expect(text).not.toContain('母亲住院')
  const weight = (term: string) => terms.find((found) => found.term === term)?.weight ?? 0
  expect(weight('押金')).toBe(1)
  expect(weight('住院')).toBeGreaterThan(0)
  expect(weight('住院')).toBeLessThan(0.3)
})

it('reads the whole story where its question says nothing by itself', () => {
  expect(said(`${STORY}请问我现在应该怎么办？`)).toContain('母亲住院')
})

it('has no synonym for the same word twice', () => {
  const words = loadSynonyms().map((pair) => pair.join(' '))
  expect(new Set(words).size).toBe(words.length)
})
