import { describe, expect, it } from 'vitest'
import { spoken, spokenScript } from './spoken-script.js'

const point = (text: string) => ({ text, citationIds: [] })

describe('a script to read out', () => {
  it('says nothing that is only written: brackets, titles, list marks, dates in digits', () => {
    expect(spoken('根据《劳动合同法》第三十条的规定：应当足额支付（现行有效）')).toBe(
      '根据劳动合同法第三十条的规定，应当足额支付。',
    )
    expect(spoken('1. 带身份证/户口簿〔劳动合同法第三十条〕')).toBe('带身份证或者户口簿。')
    expect(spoken('自 2021-01-01 起施行')).toBe('自 2021年1月1日 起施行。')
    expect(spoken('（一）迟延（二）拒绝履行：')).toBe('迟延拒绝履行。')
    expect(spoken('打 12348 问（免费（全天））。')).not.toMatch(/[（）]/)
  })

  it('takes whole sentences of the answer, as many as half a minute holds, and the direct answer always', () => {
    const long = '很'.repeat(170)
    expect(spokenScript({ summary: '能要回来。', points: [point('先投诉。'), point(long)], steps: [] })).toBe(
      '能要回来。先投诉。',
    )
    expect(spokenScript({ summary: long, points: [point('先投诉。')], steps: [] })).toBe(`${long}。`)
  })

  it('says nothing twice', () => {
    const again = { summary: '能要回来。', points: [point('能要回来。')], steps: [point('带上证据。')] }
    expect(spokenScript(again)).toBe('能要回来。带上证据。')
  })
})
