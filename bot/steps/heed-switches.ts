import type { StepDeps } from '../bot-deps.js'
import { handOff } from '../hand-off.js'
import type { Step } from '../step.js'

/**
 * While answers are off a question becomes a ticket, whatever the sources say. Danger was met before, and so was what
 * is no question.
 */
export function heedSwitches(deps: StepDeps): Step {
  return {
    name: 'heed-switches',
    async run(turn) {
      // Without tickets somebody tries out what would be answered: no citizen is told.
      if (deps.openTicket === null || !(await deps.readSwitches()).has('answers')) return { turn }
      return handOff(turn, 'answers_off', deps.words.handedOffAnswersOff, deps)
    },
  }
}
