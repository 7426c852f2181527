import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanText } from './clean-text.js'

describe('cleaning a text', () => {
  it('removes what nobody can see', () => {
    expect(cleanText('\u200b老板\u202e欠\u2066薪\ufeff\u0000')).toBe('老板欠薪')
  })

  it('removes halves of characters and keeps whole ones', () => {
    expect(cleanText('欠\ud83d薪\udc00😀𠮷')).toBe('欠薪😀𠮷')
  })

  it('leaves nothing of a text that is only invisible', () => {
    expect(cleanText('\u200b\u200d\u2060 \u3164\u2800\u00ad')).toBe('')
  })

  it('keeps line breaks, but no empty pages', () => {
    expect(cleanText('一\r\n二\n\n\n\n三')).toBe('一\n二\n\n三')
  })

  it('makes one blank of many, of every width', () => {
    expect(cleanText('老板　　欠\u00a0 \t薪')).toBe('老板 欠 薪')
  })

  it('keeps the sign of a broken encoding', () => {
    expect(cleanText('\ufffd\ufffd\ufffd')).toBe('\ufffd\ufffd\ufffd')
  })

  it('keeps names of any script, numbers and punctuation as they are', () => {
    const text = '阿卜杜拉·买买提 é 第120条之一，1,000元！'
    expect(cleanText(text)).toBe(text)
  })

  it('gives well-formed text that stays the same when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const cleaned = cleanText(text)
        expect(cleaned).not.toMatch(/\p{Cs}|\p{Cf}|\u0000/u)
        expect(cleanText(cleaned)).toBe(cleaned)
      }),
    )
  })
})
