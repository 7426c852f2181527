import { expect, it } from 'vitest'
import { nearestSentences } from './pick-sentences.js'

const SENTENCES = ['找出能证明的材料。', '不一定要开困难证明。', '交给窗口。'].map((text) => ({ text }))

it('prefers what denies for a follow-up that denies, and shows nothing without a word in common', () => {
  expect(nearestSentences(SENTENCES, '没有低保证明')).toEqual([{ text: '不一定要开困难证明。' }])
  expect(nearestSentences(SENTENCES, '证明给谁')).toHaveLength(2)
  expect(nearestSentences(SENTENCES, '狗咬人')).toEqual([])
})
