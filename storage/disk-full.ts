/** Of SQLite, of PostgreSQL (`disk_full`), of files. */
const CODES: readonly unknown[] = ['SQLITE_FULL', '53100', 'ENOSPC']

/** Whether something could not be stored for want of space. */
export function isDiskFull(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (CODES.includes((cause as NodeJS.ErrnoException).code)) return true
  return false
}
