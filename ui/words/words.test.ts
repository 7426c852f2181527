import { describe, expect, it } from 'vitest'
import { en } from './en.js'
import { wordsFor } from './words-for.js'
import { zhCN } from './zh-CN.js'

describe('the words', () => {
  it('are the same set in both languages', () => {
    expect(keysOf(en)).toEqual(keysOf(zhCN))
  })

  it('are Chinese unless English is asked for', () => {
    expect(wordsFor(null)).toBe(zhCN)
    expect(wordsFor('fr')).toBe(zhCN)
    expect(wordsFor('en-GB')).toBe(en)
  })

  it('promise nothing and flatter nobody', () => {
    expect(JSON.stringify(zhCN)).not.toMatch(/亲|保证胜|胜诉率|包赢/)
  })
})

function keysOf(value: object, prefix = ''): string[] {
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    typeof inner === 'object' && inner !== null ? keysOf(inner, `${prefix}${key}.`) : [prefix + key],
  )
}
