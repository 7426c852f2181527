import { expect, it } from 'vitest'
import { parseProgramTable } from './read-csv.js'

const parse = (text: string) => parseProgramTable(text, 'laws.csv', ['name', 'by'])

it('reads rows by column, without empty lines and remarks', () => {
  expect(parse('name,by\r\n# 2021\r\n甲法, 乙法 \r\n\r\n"丙，丁,法",戊法\r\n')).toEqual([
    { name: '甲法', by: '乙法' },
    { name: '丙，丁,法', by: '戊法' },
  ])
})

it.each([
  ['by,name\n', 1],
  ['name,by\n甲法,乙法\n丙法\n', 3],
  ['name,by\n甲法,乙法,丙法\n', 2],
  ['name,by\n甲法,\n', 2],
])('tells which line of %j is wrong', (text, line) => {
  expect(() => parse(text)).toThrow(`laws.csv line ${line} `)
})
