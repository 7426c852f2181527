import { expect, it } from 'vitest'
import { asksMeaning, asksWhatIs } from './asks-meaning.js'

it.each([
  '什么是善意取得',
  '请问什么是公司的法定代表人？',
  '连带责任是什么意思',
  '冷静期指什么',
  '不当得利指的是什么',
  '啥叫取保候审',
])('asks what a word means: %s', (text) => {
  expect(asksMeaning(text)).toBe(true)
})

it.each([
  '什么是证据要带哪些',
  '什么是第1078条',
  '第1078条是什么意思',
  '第二点是什么意思',
  '最后一句是什么意思',
  '刚才那个是什么意思',
  '你说是什么意思',
  '他们是什么意思',
  '他不签字是什么意思',
  '法院让我补正是什么意思',
  '标准是什么',
])('asks of what was said: %s', (text) => {
  expect(asksMeaning(text)).toBe(false)
})

it('takes 居住权是什么 for one where nothing was spoken of', () => {
  expect(asksWhatIs('居住权是什么')).toBe(true)
  expect(asksWhatIs('房东不退押金怎么办')).toBe(false)
})
