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
  ['借条过期了吗', 'deadline'],
  ['时效是多久', 'deadline'],
  ['多久之内要提', 'deadline'],
  ['工伤认定多久要申请', 'deadline'],
  ['已经过了四年了还能要吗', 'deadline'],
  ['我自己申请期限是多久', 'deadline'],
  ['七天内能退吗', null],
  ['申请下来要多久', 'duration'],
  ['急用钱借了网贷', null],
  ['去哪里交材料', 'where'],
  ['申请书交到哪个窗口', 'where'],
  ['去哪里交,要带什么材料', 'materials'],
  ['责任怎么算', null],
  ['加班费怎么算', 'amount'],
])('%s asks for %s', (text, aspect) => {
  expect(detectAspect(text)).toBe(aspect)
})
