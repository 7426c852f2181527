/** In UTF-16 units. Titles are keys of database indexes, whose entries have an end (2,700 bytes in PostgreSQL). */
const MAX_TITLE_LENGTH = 500

/** Why a title, or the question that is one, cannot be used; null where it can. */
export function titleProblem(title: string): string | null {
  if (title.length <= MAX_TITLE_LENGTH) return null
  return `"${title.slice(0, 30)}…" has ${title.length} characters, more than ${MAX_TITLE_LENGTH}: shorten it`
}
