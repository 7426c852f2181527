import { expect, it } from 'vitest'
import { readDays } from './read-day.js'

const TODAY = '2026-11-30'
const daysOf = (text: string, today = TODAY) => readDays(text, today).map(({ day }) => day)

it.each([
  ['判决书11月20日收到的', '2026-11-20'],
  ['十一月二十号收到', '2026-11-20'],
  ['昨天收到裁定书', '2026-11-29'],
  ['三天前签收', '2026-11-27'],
  ['2024.3.15被辞退,到现在没给钱', '2024-03-15'],
  ['25年3月5日被辞退', '2025-03-05'],
  ['去年3月5号被辞退', '2025-03-05'],
  ['上个月5号出的车祸', '2026-10-05'],
  ['20号收到的', '2026-11-20'],
  ['11月20日晚上受的伤', '2026-11-20'],
  ['被辞退还欠我2000,11月20日离的职', '2026-11-20'],
  ['干了10年,11月20日被辞退', '2026-11-20'],
  ['上周五拿到的', '2026-11-27'],
  ['上周一拿到的', '2026-11-23'],
])('reads the day of %s', (text, day) => {
  expect(daysOf(text)).toEqual([day])
})

it.each([
  '半个月前',
  '两年前的5月',
  '去年3月被辞退',
  '住5号楼3单元',
  '上上个月3号',
  '上上周五拿到',
  '2027年1月1日还',
  '12月20日开庭',
  '2026年2月30日',
  '网购收到7日内能退吗',
  '刑拘30日了还不放人',
  '收到判决书,说15日内上诉',
  '冷静期30日',
  '民初12号判决',
  '晚上下班路上被车撞了算工伤吗',
  '上夜班受伤算工伤吗',
  '公司让我立刻走',
  '以前天天加班',
  '劳动合同2024年3月1日至2026年10月31日',
  '11月3000元工资',
])('reads no day from %s', (text) => {
  expect(daysOf(text)).toEqual([])
})

it('reads a day without its year across the turn of the year', () => {
  expect(daysOf('上个月31号收到', '2027-01-05')).toEqual(['2026-12-31'])
  expect(daysOf('30号收到', '2027-01-05')).toEqual(['2026-12-30'])
  expect(daysOf('12月20日收到', '2027-01-05')).toEqual(['2026-12-20'])
})

it('begins a week on Monday, on a Sunday too', () => {
  expect(daysOf('上周五拿到的', '2026-11-29')).toEqual(['2026-11-20'])
  expect(daysOf('上周日拿到的', '2026-11-25')).toEqual(['2026-11-22'])
})

it('tells what is said with each day', () => {
  expect(readDays('3月15日入职，我5月20日被辞退', TODAY)).toEqual([
    { day: '2026-03-15', said: '入职' },
    { day: '2026-05-20', said: '我被辞退' },
  ])
})

it('is not slowed by blanks', () => {
  expect(daysOf(`刑拘${'\n '.repeat(900)}11月5日`)).toEqual(['2026-11-05'])
})
