import { describe, expect, it } from 'vitest'
import { zhCN } from '../words/zh-CN.js'
import { countCourtFee, courtFee } from './count-court-fee.js'
import { countSeverance, severanceMonths } from './count-severance.js'
import { readMoney } from './read-money.js'

it.each([
  ['20万', 200_000],
  ['三万五', 35_000],
  ['1万2', 12_000],
  ['1.5万元', 15_000],
  ['2000元押金', 2000],
  ['一百万', 1_000_000],
  ['欠我八千，不还', 8000],
])('reads %s', (text, yuan) => {
  expect(readMoney(text)).toBe(yuan)
})

it('reads a sum with marks between its thousands', () => {
  expect(readMoney('欠我100,000元')).toBe(100_000)
})

it.each([
  '20多万',
  '二十来万',
  '3万和5万',
  '12号楼',
  '三百平的房子',
  '2024年',
  '欠我几十万',
  '好几百万',
  '几千块',
  '两三万',
  '七八万块',
  '1亿2000万',
  '跑了8万公里',
])('reads no sum from %s', (text) => {
  expect(readMoney(text)).toBeNull()
})

it.each([
  ['借了10万2年没还', 100_000],
  ['20万3个月没还', 200_000],
])('leaves the time in %s', (text, yuan) => {
  expect(readMoney(text)).toBe(yuan)
})

describe('the fee of a court', () => {
  // Each is the end of a step: the sums of all steps before it.
  it.each([
    [1, 50],
    [10_000, 50],
    [100_000, 2300],
    [200_000, 4300],
    [500_000, 8800],
    [1_000_000, 13_800],
    [2_000_000, 22_800],
    [5_000_000, 46_800],
    [10_000_000, 81_800],
    [20_000_000, 141_800],
    [30_000_000, 191_800],
  ])('for %i yuan is %i', (claim, fee) => {
    expect(courtFee(claim)).toBe(fee)
  })

  it('is told with half of it in summary procedure', () => {
    const text = '起诉要回20万，诉讼费多少'
    expect(countCourtFee(text, '', zhCN)?.result).toBe(
      '争的是20万元，案件受理费4300元；适用简易程序的减半，2150元。',
    )
  })

  it.each([
    '起诉离婚分20万财产诉讼费多少',
    '欠我20万工资，起诉要多少钱',
    '请律师打20万的官司律师费多少',
    '诉讼费怎么算',
  ])('is not counted: %s', (text) => {
    expect(countCourtFee(text, '', zhCN)).toBeNull()
  })
})

describe('severance', () => {
  it.each([
    [5, 0.5],
    [6, 1],
    [12, 1],
    [13, 1.5],
    [18, 2],
    [40, 3.5],
  ])('of %i months is %f wages', (worked, months) => {
    expect(severanceMonths(worked)).toBe(months)
  })

  it.each([
    ['被公司辞退了，干了3年4个月，月薪8000，能赔多少', '是3.5个月的工资，28000元'],
    ['干了五年半，工资一万二，被裁员能拿多少', '是6个月的工资，72000元'],
    ['入职10年，合同到期不续签，补偿几个月', '是10个月的工资；'],
    ['做了8个月，每个月6500元，被辞退怎么算补偿', '是1个月的工资，6500元'],
  ])('of %s', (text, told) => {
    expect(countSeverance(text, '', zhCN)?.result).toContain(told)
  })

  it('takes no wages that are owed for those of a month', () => {
    const text = '干了2年被辞退，拖欠工资8000，能赔多少'
    expect(countSeverance(text, '', zhCN)?.result).toContain('2个月的工资；')
  })

  it.each([
    '还欠我工资2万,被辞退干了3年能赔多少',
    '被辞退干了3年,工资一年10万,能赔多少',
    '被辞退干了3年,工资8000多,能赔多少',
    '被辞退干了15年,月薪5000,能赔多少',
    '被辞退干了3年,月薪50000,能赔多少',
  ])('tells no sum where the wages of a month are not sure, or capped: %s', (text) => {
    expect(countSeverance(text, '', zhCN)?.result).toMatch(/个月的工资；.*个月的工资。$/)
  })

  it('takes the time from a later message', () => {
    expect(countSeverance('干了2年', '被公司辞退能赔多少', zhCN)?.result).toContain('2个月的工资；')
  })

  it.each([
    '我自己辞职，干了3年有补偿吗',
    '干了两年多被辞退赔多少',
    '被辞退能赔多少',
    '干了3年工伤赔多少',
    '租的店面做了5年,房东要解除租赁合同,能赔多少',
    '做了10年会计,在这家公司干了2年被辞退赔多少',
    '入职8月1号,11月20号被辞退,能赔多少',
    '被辞退了,等待3个月还没赔',
    '被辞退,干了3年零20天,赔多少',
    '合同到期我不想续签,干了3年有补偿吗',
    '干了3年辞职了,有没有经济补偿',
    '干了25年被辞退,赔多少',
  ])('is not counted: %s', (text) => {
    expect(countSeverance(text, '', zhCN)).toBeNull()
  })
})
