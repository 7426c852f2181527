import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { z } from 'zod'
import { isStatutoryHoliday } from './statutory-holiday.js'

/** Which days are worked in China. `date`: `YYYY-MM-DD`. */
export interface WorkCalendar {
  isWorkday(date: string): boolean
  /** No work by law: neither a weekend that is moved nor one that is worked. */
  isHoliday(date: string): boolean
  /** The arrangement of its year is known: which weekends are worked. */
  isAnnounced(date: string): boolean
}

const dates = z.array(z.iso.date()).default([])

/** `holidays.json`: what the State Council announces each year; a year named here stands for all of that year. */
const holidaysFile = z.record(
  z.string().regex(/^\d{4}$/, 'must be a year'),
  z.strictObject({
    /** Weekdays without work, and weekends where named. */
    holidays: dates,
    /** Weekends with work. */
    workdays: dates,
  }),
)
type Years = z.infer<typeof holidaysFile>

/**
 * Years that chinese-days knows, those of the file instead where it names them. A year that neither knows has its
 * weekends and the days that the law itself gives.
 * @param path of `holidays.json`, which may be absent
 * @throws {Error} the file is there and cannot be used: says what is wrong
 */
export function openWorkCalendar(path?: string): WorkCalendar {
  const years = { ...announcedYears(), ...(path !== undefined && existsSync(path) ? readFile(path) : {}) }
  const byYear = new Map(
    Object.entries(years).map(([year, { holidays, workdays }]) => [
      year,
      { holidays: new Set(holidays), workdays: new Set(workdays) },
    ]),
  )
  const isHoliday = (date: string) =>
    byYear.get(date.slice(0, 4))?.holidays.has(date) ?? isStatutoryHoliday(date)
  return {
    isHoliday,
    isAnnounced: (date) => byYear.has(date.slice(0, 4)),
    isWorkday(date) {
      if (isHoliday(date)) return false
      const weekday = new Date(date).getUTCDay()
      return (weekday !== 0 && weekday !== 6) || byYear.get(date.slice(0, 4))?.workdays.has(date) === true
    },
  }
}

/** Its data alone: its functions take a day for another one where the machine's time zone lies west of Greenwich. */
function announcedYears(): Years {
  const file = createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json')
  const known = JSON.parse(readFileSync(file, 'utf8')) as Record<
    'holidays' | 'workdays',
    Record<string, string>
  >
  const years: Years = {}
  for (const kind of ['holidays', 'workdays'] as const) {
    for (const date of Object.keys(known[kind])) {
      const year = date.slice(0, 4)
      years[year] ??= { holidays: [], workdays: [] }
      years[year][kind].push(date)
    }
  }
  return years
}

function readFile(path: string): Years {
  try {
    return holidaysFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : String(error)
    throw new Error(
      `${path} is no list of holidays, like {"2027": {"holidays": ["2027-01-01"], "workdays": ["2027-01-03"]}}: ${why}`,
      { cause: error },
    )
  }
}
