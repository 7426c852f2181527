import { timingSafeEqual } from 'node:crypto'

/** Compares what a request brought with what it had to bring, in a time that tells nothing of either. */
export function isSameSecret(given: string | undefined, expected: string): boolean {
  const bytes = Buffer.from(given ?? '')
  const right = Buffer.from(expected)
  return bytes.length === right.length && timingSafeEqual(bytes, right)
}
