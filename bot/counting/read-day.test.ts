import { expect, it } from 'vitest'
import { readDay } from './read-day.js'

const TODAY = '2026-11-30'

it.each([
  ['判决书11月20日收到的', '2026-11-20'],
  ['十一月二十号收到', '2026-11-20'],
  ['昨天收到裁定书', '2026-11-29'],
  ['上周五拿到的', '2026-11-27'],
  ['三天前签收', '2026-11-27'],
  ['2024.3.15被辞退，到现在没给钱', '2024-03-15'],
  ['去年3月5号被辞退', '2025-03-05'],
  ['上个月5号出的车祸', '2026-10-05'],
  ['20号收到的', '2026-11-20'],
  ['12月20日受的伤', '2025-12-20'],
])('reads the day of %s', (text, day) => {
  expect(readDay(text, TODAY)).toBe(day)
})

it.each([
  ['半个月前', 'about when'],
  ['两年前的5月', 'about when'],
  ['去年3月被辞退', 'no day'],
  ['住5号楼3单元', 'no date'],
  ['上上个月3号', 'unknown words'],
  ['10月20号开庭，11月2号判决', 'several days'],
  ['2027年1月1日还', 'to come'],
  ['2026年2月30日', 'a day that does not exist'],
])('reads no day from %s: %s', (text) => {
  expect(readDay(text, TODAY)).toBeNull()
})

it('reads a day of the year before in January', () => {
  expect(readDay('上个月31号收到', '2027-01-05')).toBe('2026-12-31')
  expect(readDay('30号收到', '2027-01-05')).toBe('2026-12-30')
})
