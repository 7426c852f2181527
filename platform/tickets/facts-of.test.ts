import { describe, expect, it } from 'vitest'
import { contactOf } from './contact-of.js'
import { factsOf } from './facts-of.js'

describe('the facts of a conversation', () => {
  it.each([
    [
      ['我去年3月在南京玄武区的工地干活，包工头拖了三个月工资没给，现在电话也不接，我想要回工资，该怎么办？'],
      {
        who: '包工头',
        what: '我去年3月在南京玄武区的工地干活，包工头拖了三个月工资没给，现在电话也不接',
        when: '去年3月',
        where: '江苏省南京市玄武区，南京玄武区的工地',
        wish: '我想要回工资；该怎么办',
      },
    ],
    [
      ['房东不退押金', '转人工', '在苏州租的房子，合同上个月到期了。能起诉吗'],
      {
        who: '房东',
        what: '房东不退押金，在苏州租的房子，合同上个月到期了',
        when: '上个月',
        where: '江苏省苏州市',
        wish: '能起诉吗',
      },
    ],
    [['转人工'], {}],
    [
      ['银行卡里少了1.2万元，那家公司是违法的'],
      { who: '公司', what: '银行卡里少了1.2万元，那家公司是违法的' },
    ],
    [['要负什么责任'], { wish: '要负什么责任' }],
    [['我要离婚'], { what: '我要离婚' }],
    [['保险公司不赔'], { who: '保险公司', what: '保险公司不赔' }],
  ])('%j', (said, facts) => expect(factsOf(said)).toEqual(facts))

  it('says nothing that was not said, and keeps every part short', () => {
    const facts = factsOf([
      `对方${'一直拖着不还钱，'.repeat(1)}${Array.from({ length: 60 }, (_, i) => `第${i}次催过了`).join('，')}`,
    ])
    expect(Object.keys(facts)).toEqual(['who', 'what'])
    expect(facts.what!.length).toBeLessThanOrEqual(120)
  })
})

describe('how to reach the citizen', () => {
  it.each([
    [['请打给我 13900001111'], '13900001111'],
    [['我的电话是139 0000 1111，下午方便'], '139 0000 1111'],
    [['欠薪', '13900001111'], '13900001111'],
    [['对方电话13900001111一直不接'], null],
    [['骗子用 13900001111 联系我'], null],
    [['身份证 320102199001011234'], null],
    [['手机号：13900001111', '换成 13800002222，联系我打这个号，手机号：13800002222'], '13800002222'],
    [['没有留'], null],
  ])('%j: %s', (said, number) => expect(contactOf(said)).toBe(number))
})
