import { expect, it } from 'vitest'
import { readAsOfDate } from './read-as-of-date.js'

it.each([
  ['2019年的时候法律怎么规定', '2019-07-01'],
  ['按2018年5月的法律，要赔吗', '2018-05-01'],
  ['2020年2月29日的时候法律怎么规定', '2020-02-29'],
  ['2019年2月31日的时候法律怎么规定', null],
  ['2019年13月的时候法律怎么规定', null],
  ['2018年结婚，彩礼要退吗', null],
])('reads the day whose law is asked for from %s', (text, date) => {
  expect(readAsOfDate(text)).toBe(date)
})
