import { expect, it } from 'vitest'
import { parseStatute } from './parse-statute.js'
import { stripComments } from './strip-comments.js'

it('takes comments out, over several lines too, and leaves what nothing closes', () => {
  expect(stripComments('甲<!-- 乙\n<!-- 丙 -->丁<!---->戊<!-- 己')).toBe('甲丁戊<!-- 己')
  expect(stripComments('甲<!-->乙-->丙')).toBe('甲丙')
  expect(stripComments('甲-->乙')).toBe('甲-->乙')
})

it('reads a text of nothing but beginnings of comments at once', () => {
  const statute = parseStatute(`示例办法\n\n第一条 甲。${'<!--'.repeat(250_000)}`, '示例办法.txt')
  expect(statute.provisions).toMatchObject([{ number: 1 }])
}, 20_000)
