import type { ParsedStatute } from './parsed-source.js'

/** What of a statute's text looks as if something got lost on the way. `articles` as written. */
export type StatuteDoubt =
  /** After `after` comes `next`: articles between them are missing, or their numbers were not read. */
  | { kind: 'gap'; after: string; next: string; missing: number }
  | { kind: 'repeated'; article: string }
  | { kind: 'empty'; article: string }
  /** The first numbered article is not the first. */
  | { kind: 'starts_late'; article: string }
  | { kind: 'no_articles' }
  | { kind: 'no_date' }

/** Numbers are looked at within each book, which may count anew. */
export function checkStatute({ provisions, versionDate, part }: ParsedStatute): StatuteDoubt[] {
  const doubts: StatuteDoubt[] = []
  if (versionDate === null) doubts.push({ kind: 'no_date' })
  const articles = provisions.flatMap(({ article, number, suffix, text }) =>
    article === null || number === null ? [] : [{ article, number, suffix, text }],
  )
  const [first] = articles
  if (!first) return [...doubts, { kind: 'no_articles' }]
  // A book of a code goes on from the book before.
  if (first.number > 1 && part === null) doubts.push({ kind: 'starts_late', article: first.article })
  const seen = new Set<string>()
  for (const [index, { article, number, suffix, text }] of articles.entries()) {
    if (text.trim() === '') doubts.push({ kind: 'empty', article })
    const key = `${number}-${suffix}`
    if (seen.has(key)) doubts.push({ kind: 'repeated', article })
    seen.add(key)
    const before = articles[index - 1]
    if (!before) continue
    const missing = number - before.number - 1
    if (missing > 0) doubts.push({ kind: 'gap', after: before.article, next: article, missing })
  }
  return doubts
}
