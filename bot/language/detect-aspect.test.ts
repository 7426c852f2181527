import { expect, it } from 'vitest'
import { detectAspect } from './detect-aspect.js'

it.each([
  ['调解要不要钱', 'fee'],
  ['要交多少诉讼费', 'fee'],
  ['打官司多少钱', 'fee'],
  ['一个月要给多少抚养费', 'amount'],
  ['能赔多少误工费', 'amount'],
  ['我能得多少钱', 'amount'],
  ['生孩子能领多少钱', 'amount'],
  ['食品过期了能赔多少', 'amount'],
  ['借条过期了吗', 'duration'],
  ['急用钱借了网贷', null],
])('%s asks for %s', (text, aspect) => {
  expect(detectAspect(text)).toBe(aspect)
})
