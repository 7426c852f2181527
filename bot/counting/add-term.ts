import dayjs from 'dayjs'
import type { Term } from './periods.js'

/** A month or year ends on the same number, or on its last day. @param day `YYYY-MM-DD` */
export function addTerm(day: string, [count, unit]: Term): string {
  return dayjs(day).add(count, unit).format('YYYY-MM-DD')
}
