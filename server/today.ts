/** Civil day in China, `YYYY-MM-DD`: what is in force "today" does not hang on the server's time zone. */
export function todayInChina(now: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' }).format(now)
}
