import { expect, it } from 'vitest'
import { openWorkCalendar } from '../../knowledge/calendar/work-calendar.js'
import { zhCN } from '../words/zh-CN.js'
import { countPeriod } from './count-period.js'

const calendar = openWorkCalendar()
const count = (message: string, before = '') =>
  countPeriod(message, before, { today: '2026-11-30', calendar, words: zhCN })
const told = (message: string, before = '') => {
  const counted = count(message, before)
  return counted && counted.result + counted.how
}

it('leaves out the day of the event, and moves a last day without work to the next with work', () => {
  expect(count('我11月20日收到一审判决书,最晚哪天上诉')).toMatchObject({
    result: '民事、行政案件上诉最晚2026年12月7日（周一）；刑事案件最晚2026年11月30日（周一）。',
    how: '按2026年11月20日收到一审判决书算〔民事诉讼法第一百七十一条；行政诉讼法第八十五条；刑事诉讼法第二百三十条〕；12月5日休息，往后顺延。',
  })
})

it('passes by a whole holiday, and works on a weekend that is worked', () => {
  // 2026-10-01 to 07 is a holiday; Saturday 10 is worked.
  expect(told('9月20日收到判决书')).toContain('最晚2026年10月8日（周四）')
  expect(told('9月25日收到判决书')).toContain('最晚2026年10月10日（周六），已经过了')
})

it('does not move a day in a year whose holidays are not announced', () => {
  expect(told('11月16日受的伤,怎么申请工伤')).toContain('您自己申请最晚2027年11月16日（周二）')
  expect(told('2026年11月20日受的伤,怎么申请工伤')).toContain('您自己申请最晚2027年11月20日（周六）')
})

it('ends a month with its last day where it has no such number', () => {
  expect(told('2025年8月31日收到行政处罚决定书')).toContain('直接起诉一般最晚2026年2月28日（周六）')
})

it('counts what follows from the end before it', () => {
  expect(count('我们11月1日去民政局申请的,离婚冷静期到哪天')).toMatchObject({
    result:
      '到2026年12月1日（周二）为止，任何一方都可以撤回；从第二天起到2026年12月31日（周四），双方亲自一起去领离婚证，没去就视为撤回。',
    how: '按2026年11月1日民政局收到离婚登记申请算〔民法典第一千零七十七条〕。',
  })
})

it('does not hold somebody longer for a holiday', () => {
  expect(told('我弟11月5日被刑拘')).toContain('重大嫌疑人最晚2026年12月12日（周六）。')
})

it('tells who is late what may still help', () => {
  const late = told('去年3月5日被辞退了,还能仲裁吗')
  expect(late).toContain('最晚2026年3月5日（周四），已经过了')
  expect(late).toContain('可能从那时起重新计算')
  expect(told('今年9月1日被辞退了,还能仲裁吗')).not.toContain('重新计算')
})

it.each([
  ['11月24日收到驳回起诉的裁定书', '上诉最晚2026年12月4日（周五）'],
  ['公司拖欠工资,我11月24日收到仲裁裁决书', '最晚2026年12月9日（周三）向法院起诉'],
  [
    '我老公诈骗判了三年,11月20日收到判决书,最晚哪天上诉',
    '上诉最晚2026年11月30日（周一）。按2026年11月20日收到刑事判决书',
  ],
  ['昨天收到支付令怎么办', '最晚2026年12月14日（周一）向法院提出书面异议'],
  ['网上买的衣服不想要了,28号收到货,能退吗', '最晚2026年12月7日（周一）'],
  ['10月20日开庭,11月24日收到判决书,怎么上诉', '按2026年11月24日'],
])('counts %s', (text, expected) => {
  expect(told(text)).toContain(expected)
})

it('takes what happened from the question before, where hardly more than the day is said', () => {
  expect(told('我是11月20日收到的', '一审判决书怎么上诉')).toContain('最晚2026年12月7日（周一）')
  expect(told('11月20日', '一审判决书收到后怎么上诉')).toContain('最晚2026年12月7日（周一）')
  expect(told('公司11月20日扣了我工资', '收到判决书不服怎么办')).toBeNull()
  expect(told('对方11月20日上诉了', '收到判决书不服怎么办')).toBeNull()
})

it.each([
  '二审判决书11月20日收到',
  '公司11月20日罚款决定,收到通知',
  '11月20日和邻居吵架',
  '收到判决书了',
  '昨天收到法院传票',
  '房租11月20日到期',
  '我2026年3月15日入职,被辞退了还能仲裁吗',
  '我们5月1日办的离婚登记,他不给抚养费',
  '10月8日工伤认定下来了,能赔多少',
  '11月20日开庭,什么时候能收到判决书',
  '法院判决他给我抚养费,11月20日没给',
  '工伤鉴定11月20日申请的,多久能拿到结论',
  '11月20日还没收到判决书',
  '去年被辞退,今天才知道可以仲裁,还来得及吗',
  '劳动合同2024年3月1日至2026年10月31日,被辞退还能仲裁吗',
  '离婚冷静期11月20日满了,最晚哪天领证',
  '11月1日在民政局领了离婚证,他不给抚养费',
  '我12月8日去民政局办离婚,冷静期多久',
  '租房合同到期,11月20日搬走了,房东多久退押金',
  '收到派出所不予立案决定书,11月20日拿到的',
  '保全复议被驳回,11月20日收到裁定',
  '刑拘后11月20日批捕了,多久开庭',
  '法医鉴定轻伤二级,11月20日拿到鉴定书',
  '去年受伤,11月20日申请的工伤认定,多久出结果',
  '拼多多11月1日收到就坏了,能退吗',
  '驾照11月20日到期,还能开车吗',
  '二手房买卖仲裁裁决书11月20日收到',
  '11月20日收到快递,判决书还没下来',
])('counts nothing of: %s', (text) => {
  expect(count(text)).toBeNull()
})
