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
    ['是的', null],
    ['不是', null],
  ])('reads %j', (said, choice) => {
    expect(pickChoice(foldText(said), { choices: CHOICES, points: [] })).toBe(choice)
  })

  it.each([
    ['是的', 0],
    ['对，就是这个', 0],
    ['不是的', 2],
    ['不对', 2],
    ['2', 1],
    ['是老板不给', null],
    ['不知道', null],
  ])('reads %j where the first is told already', (said, choice) => {
    const points = [{ text: '可以投诉。', citationIds: [1] }]
    expect(pickChoice(foldText(said), { choices: CHOICES, points })).toBe(choice)
  })
})
