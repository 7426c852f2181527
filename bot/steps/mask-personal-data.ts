import { type MaskTokens, maskPersonalData, TOKEN } from '../mask-personal-data.js'
import type { Step } from '../step.js'
import type { Exchange } from '../turn.js'

/** From here on only tokens stand for personal data; the originals come back in the reply. */
export function maskMessage(): Step {
  return {
    name: 'mask-personal-data',
    async run(turn) {
      const { masked, tokens } = maskPersonalData(turn.text, takenTokens(turn.history))
      return { turn: { ...turn, maskedText: masked, tokens } }
    },
  }
}

/** Tokens of earlier messages stand for something else: they are not given out again, and stay as they are. */
function takenTokens(history: readonly Exchange[]): MaskTokens {
  const taken = history.flatMap(({ question, standaloneQuestion }) => [
    ...`${question} ${standaloneQuestion}`.matchAll(TOKEN),
  ])
  return Object.fromEntries(taken.map(([token]) => [token, token]))
}
