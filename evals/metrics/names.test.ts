import { expect, it } from 'vitest'
import { isNamed, isOfThese } from './names.js'

it.each([
  ['民法典第五十四条', '民法典', '第五十四条', true],
  ['中华人民共和国民法典第五十四条', '民法典', '第五十四条第一款', true],
  ['《民法典》第五十四条', '民法典', '第五十四条', true],
  ['刑法第一百二十条', '刑法', '第一百二十条之一', false],
  ['刑法第一百二十条之一', '刑法', '第一百二十条之一', true],
  ['民法典第五条', '民法典', '第五十四条', false],
  ['上海市物业管理条例', '上海市物业管理条例', '第三条', true],
  ['物业管理条例', '上海市物业管理条例', '第三条', false],
  ['老板拖欠工资怎么办？', '老板拖欠工资怎么办？', null, true],
  [
    '最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释（一）第五条',
    '最高人民法院关于适用《民法典》婚姻家庭编的解释（一）',
    '第五条',
    true,
  ],
])('%s, %s %s: %s', (name, lawTitle, article, wanted) => {
  expect(isNamed(name, { lawTitle, article })).toBe(wanted)
})

it('takes the beginning of a title for all statutes of that name, and not for a question of citizens', () => {
  const article = { lawTitle: '上海市物业管理条例', article: '第三条' }
  expect(isOfThese('上海', article)).toBe(true)
  expect(isOfThese('上海市物业管理条例第三条', article)).toBe(true)
  expect(isOfThese('上海市物业管理条例第四条', article)).toBe(false)
  expect(isOfThese('物业管理条例', article)).toBe(false)
  expect(isOfThese('上海', { lawTitle: '上海怎么办居住证？', article: null })).toBe(false)
})
