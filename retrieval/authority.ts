import type { VersionEntry } from './version-table.js'

/** The highest factor there is, as documents hold it. */
export const HIGHEST_AUTHORITY = Math.fround(1.36)

/**
 * How much a source's rank in the order of laws lifts its passages: the codes of the National People's Congress state
 * the rule that a citizen's question turns on more often than a department's regulation does. Factor on the score.
 */
export function authority(version: VersionEntry): number {
  if (version.kind !== 'statute') return 1
  // A text that changes another one: its articles quote the changes, the amended law states the rule.
  if (/修正案|的决定$|实施的意见$/.test(version.shortTitle)) return 0.75
  const issuer = version.issuingBody ?? ''
  if (/^全国人民代表大会$/.test(issuer)) return HIGHEST_AUTHORITY
  if (/^全国人民代表大会常务委员会/.test(issuer)) return 1.18
  if (/^最高人民/.test(issuer)) return 1.08
  return 1
}
