import { describe, expect, it } from 'vitest'
import { phoneHref, splitPhoneNumbers } from './phone-numbers.js'

const linked = (text: string) => splitPhoneNumbers(text).filter((piece) => piece.href !== null)

describe('splitPhoneNumbers', () => {
  it('links the fixed hotline numbers', () => {
    expect(linked('电话 12333，急救打120。').map((piece) => piece.href)).toEqual(['tel:12333', 'tel:120'])
  })

  it('links the police text number as a text message', () => {
    expect(linked('不方便说话可以发短信 12110').map((piece) => piece.href)).toEqual(['sms:12110'])
  })

  it('takes no amounts, days, articles and longer numbers for a phone', () => {
    expect(linked('赔偿 120 万元、110元、120天、第120条、0120-12348、2012-110')).toEqual([])
  })

  it('keeps every character of the text', () => {
    const text = '先打110，再打12348咨询。'
    expect(
      splitPhoneNumbers(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  })
})

describe('phoneHref', () => {
  it('keeps digits only', () => {
    expect(phoneHref('(028) 8612-3456')).toBe('tel:02886123456')
  })
})
