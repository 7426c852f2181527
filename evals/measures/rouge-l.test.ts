import { expect, it } from 'vitest'
import { rougeL, rougeLOfWords } from './rouge-l.js'

it.each([
  // 2 · 3 / (4 + 4)
  ['a b c d', 'a c d e', 0.75],
  // The order counts: b a share one word with a b. 2 · 1 / (2 + 2)
  ['b a', 'a b', 0.5],
  // 2 · 2 / (2 + 6)
  ['a b', 'x a x x b x', 0.5],
  ['a', 'b', 0],
  ['', 'a', 0],
])('compares %s with %s', (candidate, reference, wanted) => {
  const words = (text: string) => text.split(' ').filter(Boolean)
  expect(rougeLOfWords(words(candidate), words(reference))).toBeCloseTo(wanted, 10)
})

it('cuts Chinese into words: 劳动 合同 is one word less than four characters', () => {
  // 劳动合同 应当 签订 / 劳动合同 可以 签订: two of three words each.
  expect(rougeL('劳动合同应当签订', '劳动合同可以签订')).toBeCloseTo(2 / 3, 10)
  expect(rougeL('可以申请仲裁', '可以申请仲裁')).toBe(1)
})
