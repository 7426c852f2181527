/** Whether a file holds what `wenfa learn` brought in: no other kind of knowledge is kept in such files. */
export function isLearnedFile(file: string): boolean {
  return file.endsWith('.jsonl')
}

/** The same for SQL's `like`. */
export const LEARNED_FILES = '%.jsonl'
