import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskPersonalData, unmask } from './mask-personal-data.js'

const masked = (text: string) => maskPersonalData(text).masked

describe('personal data become tokens', () => {
  const cases: [string, string][] = [
    ['我叫陈小明，身份证320102199003077774', '我叫[姓名1]，身份证[身份证1]'],
    ['身份证号是11010519491231002X，请查一下', '身份证号是[身份证1]，请查一下'],
    ['身份证 320102 19900307 7774 丢了', '身份证 [身份证1] 丢了'],
    ['电话13812345678或者138 1234 5678', '电话[电话1]或者[电话2]'],
    ['打我电话+86 139-1234-5678', '打我电话[电话1]'],
    ['单位座机025-83456789转801', '单位座机[电话1]'],
    ['我手机号一三八零零一三八零零零', '我手机号[电话1]'],
    ['１３８１２３４５６７８是我的号', '[电话1]是我的号'],
    ['卡号6222021234567890128被冻结', '卡号[银行卡1]被冻结'],
    ['转到 6217 0012 3456 7890 122 这张卡', '转到 [银行卡1] 这张卡'],
    ['对方车牌苏A·12345跑了', '对方车牌[车牌1]跑了'],
    ['撞我的是沪AD12345', '撞我的是[车牌1]'],
    ['发到abc.def@qq.com', '发到[邮箱1]'],
    ['加微信号abc_12345', '加微信号[微信1]'],
    ['他的vx:zhangsan88', '他的vx:[微信1]'],
    ['网友扣扣；477.621.442卖身份证', '网友扣扣；[QQ1]卖身份证'],
    ['家住江苏省南京市江宁区东山街道天印大道100号3幢502室', '家住江苏省南京市江宁区东山街道[地址1]'],
    ['住在北京市朝阳区建国路88号', '住在北京市朝阳区[地址1]'],
    ['阳光花园3栋2单元501漏水到我家', '[地址1]漏水到我家'],
    ['老板叫王大力，欠我三万', '老板叫[姓名1]，欠我三万'],
    ['被告：欧阳建国', '被告：[姓名1]'],
    ['我叫陈明今年三十岁', '我叫[姓名1]今年三十岁'],
  ]
  it.each(cases)('%s', (text, expected) => expect(masked(text)).toBe(expected))
})

describe('what the law needs stays', () => {
  const kept = [
    '民法典第1077条和第一千零七十九条',
    '2020年1月1日借了50000元，利息24%',
    '(2023)苏01民终1234号判决，法释〔2020〕17号',
    '国务院令第586号',
    '江苏省苏州市吴中区木渎镇',
    '我叫他还钱他不还',
    '我朋友叫我给他担保',
    '我叫张师傅来修水管',
    '被告人的权利有哪些',
    '原告不出庭怎么办',
    '地铁1号线施工震裂了我家墙',
    '打12348和12345都没人接，110来了',
    '道路交通事故责任认定书',
    '村里3组征地每亩32000',
    '工资8500元，加班120小时',
    '订单号20231123000123456789',
    '13岁的孩子',
    '我是高一学生',
    '房子89平米总价1380000',
  ]
  it.each(kept)('%s', (text) => expect(masked(text)).toBe(text))

  it('leaves an 18-digit number with a wrong check digit alone, unless it is called an identity number', () => {
    expect(masked('流水320102199003077770')).toBe('流水320102199003077770')
    expect(masked('身份证号320102199003077770')).toBe('身份证号[身份证1]')
  })
})

describe('tokens', () => {
  it('are the same for the same value and go on from those given out before', () => {
    const first = maskPersonalData('13812345678，再说一遍13812345678')
    expect(first.masked).toBe('[电话1]，再说一遍[电话1]')
    const second = maskPersonalData('13812345678和13912345678', first.tokens)
    expect(second.masked).toBe('[电话1]和[电话2]')
  })

  it('do not collide with what the citizen typed', () => {
    const { masked: text, tokens } = maskPersonalData('[电话1] 13812345678')
    expect(text).toBe('[电话1] [电话2]')
    expect(unmask(text, tokens)).toBe('[电话1] 13812345678')
  })

  it('give back any text whole', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const { masked: hidden, tokens } = maskPersonalData(text)
        expect(unmask(hidden, tokens)).toBe(text)
      }),
    )
  })

  it('give back texts full of personal data whole', () => {
    const pieces = fc.constantFrom(
      '我叫王强，',
      '13812345678',
      '320102199003077774',
      '建国路88号',
      '苏A12345',
      '[电话1]',
      '，',
      'a@b.cn',
      '6222021234567890128',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        const { masked: hidden, tokens } = maskPersonalData(text)
        expect(unmask(hidden, tokens)).toBe(text)
      }),
    )
  })

  it('cost little: 2,000 characters in under 25 ms', () => {
    const text = '我叫王强，电话13812345678，住在建国路88号，老板不发工资。'.repeat(60).slice(0, 2000)
    maskPersonalData(text)
    const startedMs = performance.now()
    for (let i = 0; i < 10; i++) maskPersonalData(text)
    expect((performance.now() - startedMs) / 10).toBeLessThan(25)
  })
})
