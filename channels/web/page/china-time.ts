/** Offices and deadlines go by it, wherever the reader is. */
const ZONE = 'Asia/Shanghai'

/** 11/30 09:05. @param at ISO */
export function shortTime(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, {
    timeZone: ZONE,
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(new Date(at))
}

/** 2026年11月30日. @param at ISO */
export function dayOf(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { timeZone: ZONE, dateStyle: 'long' }).format(new Date(at))
}
