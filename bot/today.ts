/** `YYYY-MM-DD` in China, where the law's days begin and end. */
export function today({ now }: { now(): Date }): string {
  return new Date(now().getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
}
