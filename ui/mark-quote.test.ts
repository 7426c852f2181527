import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markQuote } from './mark-quote.js'

const marked = (text: string, quote: string | null) =>
  markQuote(text, quote)
    .flat()
    .filter((piece) => piece.marked)
    .map((piece) => piece.text)
    .join('')

describe('markQuote', () => {
  it('marks the quoted words and nothing else', () => {
    expect(markQuote('用人单位应当足额支付。\n逾期的，加付赔偿金。', '足额支付')).toEqual([
      [
        { text: '用人单位应当', marked: false },
        { text: '足额支付', marked: true },
        { text: '。', marked: false },
      ],
      [{ text: '逾期的，加付赔偿金。', marked: false }],
    ])
  })

  it('marks a quote that runs over paragraphs', () => {
    expect(marked('甲方付款。\n　　乙方交货。', '付款。\n乙方交货')).toBe('付款。　　乙方交货')
  })

  it('leaves everything unmarked when the words are not there', () => {
    expect(marked('甲方付款。', '乙方')).toBe('')
    expect(marked('甲方付款。', null)).toBe('')
    expect(marked('甲方付款。', ' ')).toBe('')
  })

  it('never loses or adds a word', () => {
    const words = fc.string({ unit: fc.constantFrom('甲', '乙', '。', '\n', ' '), maxLength: 30 })
    fc.assert(
      fc.property(words, words, (text, quote) => {
        const kept = markQuote(text, quote)
          .map((pieces) => pieces.map((piece) => piece.text).join(''))
          .join('\n')
        expect(kept.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      }),
    )
  })
})
