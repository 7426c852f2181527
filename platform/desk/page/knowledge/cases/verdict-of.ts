import type { CaseView } from '../../../../knowledge/cases/case-wire.js'

export type Verdict = 'right' | 'found' | 'missed' | 'wrong'

/** null: it has not been run. */
export function verdictOf({ expected, lastRun }: CaseView): Verdict | null {
  if (!lastRun) return null
  if (expected.length === 0) return lastRun.answered ? 'wrong' : 'right'
  if (lastRun.cited) return 'right'
  return lastRun.place === null ? 'missed' : 'found'
}
