import { describe, expect, it } from 'vitest'
import { passwordProblem } from './password-problem.js'

const problem = (password: string) => passwordProblem(password, ['wang.fang', '王芳'])

describe('a password', () => {
  it.each([
    '秋天的银杏叶落满院子',
    'correct horse battery',
    '7c4-9xk-2mq',
    '王芳爱吃热干面三碗半',
    ' 十个字符也算上空格 ',
  ])('will do without any rule on kinds of characters: %s', (password) => {
    expect(problem(password)).toBeNull()
  })

  it.each([
    ['九个字符还差一个吧', 'too_short'],
    ['x'.repeat(201), 'too_long'],
    ['Wang.Fang', 'is_name'],
    ['WANG.FANGwang.fang', 'is_name'],
    ['王芳王芳王芳王芳王芳', 'is_name'],
    ['1234567890', 'too_common'],
    ['１２３４５６７８９０', 'too_common'],
    ['Password123', 'too_common'],
    ['abababababab', 'too_common'],
  ])('will not do: %s', (password, expected) => {
    expect(problem(password)).toBe(expected)
  })

  it('is counted in characters, not in code units', () => {
    expect(problem('🍊🍋🍎🍐🍇')).toBe('too_short')
  })
})
