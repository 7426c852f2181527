import type { Kysely } from 'kysely'
import { chinaDate } from '../../knowledge/china-date.js'
import type { Tables } from '../../storage/tables.js'

/** 2026-1123-, the date in China. */
export function numberPrefix(now: Date): string {
  const [year, month, day] = chinaDate(now).split('-')
  return `${year}-${month}${day}-`
}

/**
 * The day's highest number plus one: 2026-1123-0042. Another process may take the same one at the same moment;
 * the unique column decides.
 */
export async function nextTicketNumber(db: Kysely<Tables>, now: Date): Promise<string> {
  const prefix = numberPrefix(now)
  const last = await db
    .selectFrom('tickets')
    .select('number')
    .where('number', 'like', `${prefix}%`)
    .orderBy((eb) => eb.fn('length', ['number']), 'desc')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  const count = last ? Number(last.number.slice(prefix.length)) + 1 : 1
  return prefix + String(count).padStart(4, '0')
}
