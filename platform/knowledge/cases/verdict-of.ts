import type { CaseRun, ExpectedPassage, Verdict } from './case-wire.js'

export function verdictOf(expected: readonly ExpectedPassage[], lastRun: CaseRun | null): Verdict {
  if (!lastRun) return 'never'
  if (expected.length === 0) return lastRun.answered ? 'wrong' : 'right'
  if (lastRun.cited) return 'right'
  return lastRun.place === null ? 'missed' : 'found'
}
