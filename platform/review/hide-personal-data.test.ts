import { describe, expect, it } from 'vitest'
import { hidePersonalData } from './hide-personal-data.js'
import { markCitations } from './name-citations.js'

const hide = (texts: string[], numbers: string[] = []) => hidePersonalData(texts, new Set(numbers))

describe('what everybody may read', () => {
  it('finds nothing to hide in what it has made general', () => {
    const texts = [
      '我叫李建国，身份证320102199001011234，住南京市玄武区珠江路88号3幢201室，邻居王小明打了我。',
      '李建国，请联系王小明，微信wxid_abc12345，银行卡6222021234567890123。',
    ]
    const once = hide(texts)
    expect(once.hidden.length).toBeGreaterThan(3)
    for (const { value } of once.hidden) expect(once.texts.join('')).not.toContain(value)
    expect(hide(once.texts)).toEqual({ texts: once.texts, hidden: [] })
  })

  it('leaves out how to reach the citizen, but not a question that is nothing else', () => {
    expect(hide(['工资没发，我的电话是13800000001，请打给我']).texts).toEqual(['工资没发，请打给我'])
    expect(hide(['我手机号13800000001']).texts).toEqual(['我手机号某电话'])
  })

  it('keeps the telephone numbers of offices, in whatever spelling', () => {
    const told = '请拨打 0572-2230001 咨询。'
    expect(hide(['怎么办', told]).texts[1]).toBe('请拨打 某电话 咨询。')
    expect(hide(['怎么办', told], ['05722230001'])).toMatchObject({ texts: ['怎么办', told], hidden: [] })
  })
})

describe('the marks of an answer', () => {
  it('stand in the sentence that names the articles, before its end', () => {
    expect(
      markCitations(
        '可以申请支付令（《劳动合同法》第三十条）。先留好证据。\n依据：《民法典》第188条、第一百九十五条。',
      ),
    ).toBe(
      '可以申请支付令（《劳动合同法》第三十条）〔劳动合同法第三十条〕。先留好证据。\n依据：《民法典》第188条、第一百九十五条〔民法典第一百八十八条；民法典第一百九十五条〕。',
    )
  })

  it('are not made of what a quoted law says of itself', () => {
    expect(markCitations('《劳动合同法》第四十六条规定：“依照本法第三十八条解除的”。')).toBe(
      '《劳动合同法》第四十六条规定：“依照本法第三十八条解除的”〔劳动合同法第四十六条〕。',
    )
  })
})
