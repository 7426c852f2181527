import { emptyAnswer } from '../answer.js'
import type { StepDeps } from '../bot-deps.js'
import { handOff } from '../hand-off.js'
import type { Step } from '../step.js'

/**
 * While answers are off a question becomes a ticket, whatever the sources say, and what follows is added to it as long
 * as it is open. Danger was met before, and so was what is no question.
 */
export function heedSwitches(deps: StepDeps): Step {
  return {
    name: 'heed-switches',
    async run(turn) {
      // Without tickets somebody tries out what would be answered: no citizen is told.
      if (deps.openTicket === null || !(await deps.readSwitches()).has('answers')) return { turn }
      const { conversationId, messageId } = turn.input
      const number = await deps.passToStaff?.({ conversationId, messageId, text: turn.text, to: 'open' })
      if (number) {
        const answer = { ...emptyAnswer(deps.words.addedWhileOff(number)), notices: [...turn.notices] }
        return { outcome: 'passed_to_staff', answer: { ...answer, aiGenerated: false }, turn }
      }
      return handOff(turn, 'answers_off', deps.words.handedOffAnswersOff, deps)
    },
  }
}
