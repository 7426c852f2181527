const FIRST_MS = 1000
const LONGEST_MS = 5 * 60_000
/** A mistaken Retry-After must not stop the exchange for a day. */
const LONGEST_ASKED_MS = 60 * 60_000

/**
 * How long to wait after so many failures in a row (from 1): doubled each time up to five minutes, of which a random
 * half is left out, so that many senders do not come back at once.
 * @param askedMs what the other side asked for; never less than that, up to an hour
 */
export function backoffMs(failures: number, random: () => number, askedMs = 0): number {
  const full = Math.min(FIRST_MS * 2 ** Math.min(failures - 1, 30), LONGEST_MS)
  return Math.max(full * (0.5 + random() / 2), Math.min(askedMs, LONGEST_ASKED_MS))
}

/** @returns milliseconds of a Retry-After header, seconds or a date; 0 where it is absent or cannot be read */
export function retryAfterMs(header: string | null, now: Date): number {
  if (header === null) return 0
  const seconds = /^\s*\d{1,9}\s*$/.test(header) ? Number(header) : Number.NaN
  const ms = Number.isNaN(seconds) ? Date.parse(header) - now.getTime() : seconds * 1000
  return Number.isFinite(ms) ? Math.max(0, ms) : 0
}
