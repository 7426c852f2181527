import type { PersonalSpan } from './personal-span.js'

/**
 * Everything that the pattern meets and that is accepted. With a group in the pattern only the group: the word before it
 * says what it is and may stay.
 */
export function findMatches(
  label: string,
  text: string,
  pattern: RegExp,
  accept: (value: string, start: number, end: number) => boolean = () => true,
): PersonalSpan[] {
  const spans: PersonalSpan[] = []
  for (const match of text.matchAll(pattern)) {
    const value = match[1] ?? match[0]
    const end = match.index + match[0].length
    const start = end - value.length
    if (accept(value, start, end)) spans.push({ label, start, end })
  }
  return spans
}
