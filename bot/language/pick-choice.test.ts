import { describe, expect, it } from 'vitest'
import { foldText } from './normalise-text.js'
import { pickChoice } from './pick-choice.js'

const CHOICES = ['老板拖欠工资怎么办？', '没签劳动合同，能要二倍工资吗？', 'None of these']

describe('pickChoice', () => {
  it.each([
    ['1', 0],
    ['选第二个吧', 1],
    ['２', 1],
    ['老板拖欠工资怎么办？', 0],
    ['沒簽勞動合同，能要二倍工資嗎？', 1],
    ['二倍工资', 1],
    ['None of these', 2],
    ['4', null],
    ['工资', null],
    ['我还想问别的', null],
  ])('reads %j', (said, choice) => {
    expect(pickChoice(foldText(said), CHOICES)).toBe(choice)
  })
})
