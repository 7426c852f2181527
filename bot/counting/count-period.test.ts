import { expect, it } from 'vitest'
import { openWorkCalendar } from '../../knowledge/calendar/work-calendar.js'
import { zhCN } from '../words/zh-CN.js'
import { countPeriod } from './count-period.js'

const calendar = openWorkCalendar()
const count = (text: string, message = text) =>
  countPeriod(text, message, { today: '2026-11-30', calendar, words: zhCN })
const told = (text: string, message = text) => {
  const counted = count(text, message)
  return counted && counted.result + counted.how
}

it('leaves out the day of the event, and moves a last day without work to the next with work', () => {
  expect(count('我11月20日收到一审判决书，最晚哪天上诉')).toEqual({
    result: '民事、行政案件上诉最晚2026年12月7日周一。',
    how: '按2026年11月20日收到一审判决书算，12月5日休息，往后顺延（《民事诉讼法》第一百七十一条、《行政诉讼法》第八十五条）。',
  })
})

it('passes by a whole holiday, and works on a weekend that is worked', () => {
  // 2026-10-01 to 07 is a holiday; Saturday 10 is worked.
  expect(told('9月20日收到判决书')).toContain('最晚2026年10月8日周四')
  expect(told('9月25日收到判决书')).toContain('最晚2026年10月10日周六，已经过了')
})

it('ends a month on the same number, or with its last day', () => {
  expect(told('2025年8月31日二审判决生效，想再审')).toContain('申请再审一般最晚2026年2月28日')
})

it('counts what follows from the end before it', () => {
  expect(count('离婚冷静期，11月1日在民政局办的登记申请')).toEqual({
    result:
      '到2026年12月1日周二为止，任何一方都可以撤回；从第二天起到2026年12月31日周四，双方亲自一起去领离婚证，没去就视为撤回。',
    how: '按2026年11月1日民政局收到离婚登记申请算（《民法典》第一千零七十七条）。',
  })
})

it('does not hold somebody longer for a holiday', () => {
  expect(told('我弟11月5日被刑拘')).toContain('重大嫌疑人最晚2026年12月12日周六。')
})

it('tells who is late what may still help', () => {
  const late = told('去年3月5日被辞退了，还能仲裁吗')
  expect(late).toContain('最晚2026年3月5日周四，已经过了')
  expect(late).toContain('可能从那时起重新计算')
  expect(told('今年9月1日被辞退了，还能仲裁吗')).not.toContain('重新计算')
})

it('knows the ruling, the award and the criminal judgment from the judgment', () => {
  expect(told('11月24日收到驳回起诉的裁定书')).toContain('上诉最晚2026年12月4日周五')
  expect(told('11月24日收到仲裁裁决书')).toContain('向法院起诉')
  expect(told('11月24日收到刑事判决书')).toContain('《刑事诉讼法》第二百三十条')
})

it.each([
  '二审判决书11月20日收到',
  '公司11月20日罚款决定，收到通知',
  '11月20日和邻居吵架',
  '收到判决书了',
  '昨天收到法院传票',
  '房租11月20日到期',
])('counts nothing of: %s', (text) => {
  expect(told(text)).toBeNull()
})

it('takes the day from the message alone', () => {
  expect(told('10月1日收到判决书 我是11月20日收到的', '我是11月20日收到的')).toContain('按2026年11月20日')
})
