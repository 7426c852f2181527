import type { Case } from '../cases/case.js'
import { readJudged } from '../decisions/questions.js'

/** Citizens' questions that were read one by one, with the titles of the entries that settle them. */
export function judgedCases(sharedDir: string): Case[] {
  return readJudged(sharedDir)
    .filter(({ titles }) => titles.length > 0)
    .map(({ question, titles }, i) => ({
      id: `judged-${i}`,
      turns: [question],
      kind: 'judged',
      expect: { cites: [...titles] },
    }))
}
