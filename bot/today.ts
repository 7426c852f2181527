import { chinaDate } from '../knowledge/china-date.js'

/** `YYYY-MM-DD` where the law's days begin and end. */
export function today({ now }: { now(): Date }): string {
  return chinaDate(now())
}
