import { parentCodes } from '../knowledge/regions.js'
import type { Passage } from '../retrieval/passage.js'

/** The divisions whose law counts in a region, besides national law. */
export function withParents(regionCode: string | null): string[] {
  return regionCode === null ? [] : [regionCode, ...parentCodes(regionCode)]
}

/** Whether a passage is law, or is right, on that day (`YYYY-MM-DD`) in one of these divisions. */
export function applies(
  { regionCode, effectiveFrom, effectiveTo }: Passage,
  asOfDate: string,
  regions: readonly string[],
): boolean {
  if (regionCode !== null && !regions.includes(regionCode)) return false
  return (
    (effectiveFrom === null || effectiveFrom <= asOfDate) && (effectiveTo === null || effectiveTo > asOfDate)
  )
}
