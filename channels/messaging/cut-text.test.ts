import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutText } from './cut-text.js'

const within = (most: number) => (piece: string) => piece.length <= most
const bytes = (most: number) => (piece: string) => Buffer.byteLength(piece) <= most
const squeeze = (text: string) => text.replace(/\s+/gu, '')

const words = fc.array(
  fc.oneof(
    fc.constantFrom(
      '老板拖欠工资',
      '可以申请仲裁',
      '。',
      '，',
      '；',
      '\n',
      '\n\n',
      '！”',
      '👨‍👩‍👧',
      '〔1〕',
      '〔12〕',
    ),
    fc.constantFrom('《民法典》第一千零七十七条', '《劳动合同法》', 'https://12348.example/a?x=1&y=2#z'),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  ),
  { maxLength: 120 },
)

describe('cutting text', () => {
  it('says all of it, in pieces that fit', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 60, max: 300 }), (parts, most) => {
        const text = parts.join('')
        const pieces = cutText(text, within(most))
        expect(squeeze(pieces.join(''))).toBe(squeeze(text.trim()))
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(most)
      }),
    )
  })

  it('measures as it is told to', () => {
    fc.assert(
      fc.property(words, (parts) => {
        for (const piece of cutText(parts.join(''), bytes(200)))
          expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(200)
      }),
    )
  })

  it('leaves addresses, citations and their marks whole', () => {
    const whole = ['https://12348.example/a?x=1&y=2#z', '《民法典》第一千零七十七条', '〔12〕']
    const plain = fc.constantFrom('老板拖欠工资', '。', '，', ' ', '\n')
    const parts = fc.array(fc.oneof(plain, fc.constantFrom(...whole.map((one) => `${one} `))), {
      maxLength: 80,
    })
    fc.assert(
      fc.property(parts, fc.integer({ min: 50, max: 120 }), (some, most) => {
        const text = some.join('')
        const pieces = cutText(text, within(most))
        for (const one of whole) {
          const count = (within: string) => within.split(one).length - 1
          expect(pieces.reduce((sum, piece) => sum + count(piece), 0)).toBe(count(text))
        }
      }),
    )
  })

  it('cuts between sentences before it cuts between clauses', () => {
    const text = '公司不发工资，可以先协商。协商不成的，向劳动监察大队投诉。也可以申请劳动仲裁，不收费。'
    expect(cutText(text, within(30))).toEqual([
      '公司不发工资，可以先协商。协商不成的，向劳动监察大队投诉。',
      '也可以申请劳动仲裁，不收费。',
    ])
  })

  it('keeps the marks of a sentence with it', () => {
    const text = `${'一'.repeat(20)}。〔1〕〔2〕${'二'.repeat(20)}。`
    expect(cutText(text, within(30))).toEqual([`${'一'.repeat(20)}。〔1〕〔2〕`, `${'二'.repeat(20)}。`])
  })

  it('ends on a letter longer than what fits', () => {
    expect(cutText(`e${'\u0301'.repeat(50)}`, within(10)).join('')).toHaveLength(51)
  })
})
