import { describe, expect, it } from 'vitest'
import { pickQuote } from './pick-quote.js'

const HEAD = '下列事项的当事人，因经济困难没有委托代理人的，可以向法律援助机构申请法律援助：'
const WHO_NEEDS_AID = [
  HEAD,
  '（一）依法请求国家赔偿；',
  '（二）请求给予社会保险待遇或者社会救助；',
  '（三）请求发给抚恤金；',
  '（四）请求给付赡养费、抚养费、扶养费；',
  '（五）请求确认劳动关系或者支付劳动报酬；',
  '（七）请求工伤事故、交通事故、食品药品安全事故、医疗事故人身损害赔偿；',
  '（九）法律、法规、规章规定的其他情形。',
].join('\n')
const WITHOUT_MEANS_TEST = [
  '有下列情形之一，当事人申请法律援助的，不受经济困难条件的限制：',
  '（一）英雄烈士近亲属为维护英雄烈士的人格权益；',
  '（二）因见义勇为行为主张相关民事权益；',
  '（三）再审改判无罪请求国家赔偿；',
  '（四）遭受虐待、遗弃或者家庭暴力的受害人主张相关权益；',
  '（五）法律、法规、规章规定的其他情形。',
].join('\n')

describe('the quote of an article with a list', () => {
  it.each([
    ['经济困难的，人身损害赔偿可以申请法律援助。', '被车撞了没钱打官司', '（七）'],
    ['请不起律师的，讨薪可以申请法律援助。', '老板拖欠工资怎么办', '（五）'],
    ['经济困难的，可以申请法律援助。', '老板拖欠工资怎么办', '（五）'],
    [
      '讨要工资、赡养费抚养费、社会保险待遇，或者因工伤、交通事故要求人身损害赔偿，都可以申请。',
      '公司欠我工资，请不起律师',
      '（五）',
    ],
    ['没钱请律师，请求国家赔偿可以申请法律援助。', '老板拖欠工资怎么办', '（一）'],
  ])('is the item that carries %s', (sentence, question, item) => {
    const quote = pickQuote(WHO_NEEDS_AID, sentence, undefined, question)
    expect(quote.startsWith(item)).toBe(true)
    expect(WHO_NEEDS_AID.split('\n')).toContain(quote)
  })

  it.each([
    ['遭受家暴、虐待、遗弃的，申请法律援助不看经济条件。', '老公打我'],
    ['可以住临时庇护场所，也可以申请免费律师，不看经济条件。', '被家暴了怎么办'],
  ])('is about violence for %s', (sentence, question) => {
    expect(pickQuote(WITHOUT_MEANS_TEST, sentence, undefined, question)).toMatch(/^（四）.*家庭暴力/)
  })

  it('is the head where no item says more, never what every list ends with', () => {
    const sentence = '法律规定的事项，经济困难的可以申请法律援助。'
    expect(pickQuote(WHO_NEEDS_AID, sentence, undefined, '怎么请免费律师')).toBe(HEAD)
  })

  it('is the item that was named', () => {
    expect(pickQuote(WHO_NEEDS_AID, '工资', { paragraph: null, item: 3 })).toBe('（三）请求发给抚恤金；')
  })

  it('is a sentence outside the list where that one carries it', () => {
    const text = `${WHO_NEEDS_AID}\n申请法律援助应当如实说明经济困难状况，提交身份证明和经济困难状况的证明材料。`
    expect(pickQuote(text, '要提交身份证明和经济困难证明材料。')).toMatch(/^申请法律援助应当如实说明/)
  })
})
