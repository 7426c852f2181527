import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { isStatutoryHoliday } from '../../../knowledge/calendar/statutory-holiday.js'
import { openWorkCalendar } from '../../../knowledge/calendar/work-calendar.js'
import { type OfficeHours, ROUND_THE_CLOCK, readOfficeHours, USUAL_HOURS } from './office-hours.js'
import { addWorkTime, minutesOfDay, workMinutesBetween } from './work-time.js'

const calendar = openWorkCalendar()
/** @param china `2026-09-30 16:30`, as a clock in China shows it */
const at = (china: string) => new Date(`${china.replace(' ', 'T')}:00+08:00`)
const add = (from: string, minutes: number, hours: OfficeHours = USUAL_HOURS, days = calendar) =>
  addWorkTime(at(from), minutes, hours, days)
    .toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })
    .slice(0, 16)

describe('days of work in China', () => {
  it.each([
    ['2025-10-01', false],
    ['2025-10-08', false],
    ['2025-10-09', true],
    // Worked for the days off around it: a Sunday and a Saturday.
    ['2025-09-28', true],
    ['2025-10-11', true],
    ['2025-10-12', false],
    ['2026-10-07', false],
    ['2026-10-08', true],
    ['2026-09-20', true],
    ['2026-10-10', true],
    ['2026-02-14', true],
    ['2026-02-23', false],
    ['2026-11-28', false],
    ['2026-11-30', true],
  ])('%s: %s', (date, worked) => expect(calendar.isWorkday(date)).toBe(worked))

  it('gives what the law gives in years that nobody has arranged yet', () => {
    const free = [
      '2031-01-01',
      '2031-01-22',
      '2031-01-23',
      '2031-01-24',
      '2031-05-01',
      '2031-05-02',
      '2031-10-03',
    ]
    expect(free.map((date) => [date, calendar.isHoliday(date)])).toEqual(free.map((date) => [date, true]))
    expect(calendar.isWorkday('2031-10-06')).toBe(true)
  })

  it('works out of the law alone only days that were announced, thirteen a year', () => {
    for (const year of [2025, 2026]) {
      const days = Array.from({ length: 365 }, (_, i) =>
        new Date(Date.UTC(year, 0, i + 1)).toISOString().slice(0, 10),
      )
      const legal = days.filter(isStatutoryHoliday)
      expect(legal).toHaveLength(13)
      expect(legal.filter((date) => !calendar.isHoliday(date))).toEqual([])
    }
  })
})

describe('holidays.json', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wenfa-holidays-'))
  afterAll(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'holidays.json')

  it('stands for the whole of a year that it names, and leaves the others', () => {
    writeFileSync(file, JSON.stringify({ 2027: { holidays: ['2027-02-05'], workdays: ['2027-02-20'] } }))
    const own = openWorkCalendar(file)
    expect([own.isWorkday('2027-02-05'), own.isWorkday('2027-02-20'), own.isWorkday('2027-10-01')]).toEqual([
      false,
      true,
      true,
    ])
    expect(own.isWorkday('2026-10-01')).toBe(false)
  })

  it.each(['{', '{"2027": ["2027-01-01"]}', '{"2027": {"holidays": ["2027-02-30"]}}', '{"27": {}}'])(
    'is refused with its path where it is %s',
    (text) => {
      writeFileSync(file, text)
      expect(() => openWorkCalendar(file)).toThrow(file)
    },
  )
})

describe('working time', () => {
  it('goes on the next morning', () => {
    expect(add('2026-11-24 16:30', 240)).toBe('2026-11-25 12:00')
  })

  it('ends at the end of a day, not at the beginning of the next', () => {
    expect(add('2026-11-24 16:30', 60)).toBe('2026-11-24 17:30')
  })

  it('leaps the weekend', () => {
    expect(add('2026-11-27 17:00', 60)).toBe('2026-11-30 09:30')
    expect(add('2026-11-28 12:00', 60)).toBe('2026-11-30 10:00')
  })

  it('begins at nine where something comes in at night', () => {
    expect(add('2026-11-24 23:59', 30)).toBe('2026-11-25 09:30')
    expect(add('2026-11-25 00:01', 30)).toBe('2026-11-25 09:30')
  })

  it('leaps the National Day of 2026 and counts the Saturday worked for it', () => {
    const day = minutesOfDay(USUAL_HOURS)
    expect(add('2026-09-30 16:30', 120)).toBe('2026-10-08 10:00')
    // Thursday 8, Friday 9, Saturday 10, then Monday 12.
    expect(add('2026-09-30 17:30', 4 * day)).toBe('2026-10-12 17:30')
  })

  it('leaps the eight days of 2025, and counts the Sunday before them', () => {
    expect(add('2025-09-30 17:00', 60)).toBe('2025-10-09 09:30')
    expect(add('2025-09-27 10:00', 60)).toBe('2025-09-28 10:00')
  })

  it('runs round the clock for what is urgent, across midnight and holidays', () => {
    expect(add('2026-09-30 23:45', 30, ROUND_THE_CLOCK)).toBe('2026-10-01 00:15')
  })

  it('knows no summer time: a day in spring and in autumn is as long in every zone', () => {
    for (const day of ['2026-03-29', '2026-10-25', '2026-03-08']) {
      expect(add(`${day} 00:00`, 24 * 60, ROUND_THE_CLOCK)).toBe(
        `${new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)} 00:00`,
      )
    }
  })

  it('pauses at noon where the office does', () => {
    expect(add('2026-11-24 11:30', 60, readOfficeHours('工作日 9:00-12:00，14:00-17:30'))).toBe(
      '2026-11-24 14:30',
    )
  })

  it('measures what it adds', () => {
    fc.assert(
      fc.property(
        fc.date({ min: at('2024-01-01 00:00'), max: at('2026-12-01 00:00'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 20_000 }),
        fc.constantFrom(USUAL_HOURS, ROUND_THE_CLOCK, readOfficeHours('周一至周六 8:30-12:00 14:00-17:00')),
        (from, minutes, hours) => {
          const to = addWorkTime(from, minutes, hours, calendar)
          expect(workMinutesBetween(from, to, hours, calendar)).toBeCloseTo(minutes, 6)
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('the hours of an office', () => {
  it.each([
    ['工作日 9:00-17:00', { days: 'workdays', periods: [[540, 1020]] }],
    ['示例时间：工作日 9:00-17:00', { days: 'workdays', periods: [[540, 1020]] }],
    [
      '周一至周五 上午8:30-12:00，下午2:00-5:30',
      {
        days: 'workdays',
        periods: [
          [510, 720],
          [840, 1050],
        ],
      },
    ],
    ['星期一至星期六 ９：００～１７：００', { days: [1, 2, 3, 4, 5, 6], periods: [[540, 1020]] }],
    ['每天 8:00—20:00', { days: 'every', periods: [[480, 1200]] }],
    ['24小时服务', ROUND_THE_CLOCK],
    ['', USUAL_HOURS],
    ['请先电话预约', USUAL_HOURS],
    ['17:00-9:00', USUAL_HOURS],
  ])('%s', (text, hours) => expect(readOfficeHours(text)).toEqual(hours))
})
