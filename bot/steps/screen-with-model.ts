import { z } from 'zod'
import { emptyAnswer } from '../answer.js'
import type { StepDeps } from '../bot-deps.js'
import { readPrompt } from '../model/read-prompt.js'
import { tryModel } from '../model/try-model.js'
import { inert } from '../model/write-model-request.js'
import { DANGERS } from '../screening/weigh-danger.js'
import type { Step } from '../step.js'
import { askWhetherInDanger, wasAsked } from './meet-danger.js'

const PROMPT = readPrompt('screen-message.v1')
const schema = z.object({ danger: z.enum(['none', ...DANGERS]), misuse: z.boolean() })
/** Characters: below, rules know all there is (你好, 谢谢, 1). */
const SHORTEST = 6

/** Only raises what the rules let pass: names help and asks, or declines. What the rules said stands. */
export function screenWithModel(deps: StepDeps): Step {
  return {
    name: 'screen-with-model',
    async run(turn, context) {
      const last = turn.history.at(-1)
      // Who was asked about danger has just answered.
      if (turn.maskedText.length < SHORTEST || (last && wasAsked(last, deps))) return { turn }
      const seen = await tryModel('screen', deps, context, (model, signal) =>
        model.fill({
          system: PROMPT.text,
          user: `<message>${inert(turn.maskedText)}</message>`,
          schema,
          schemaName: 'screening',
          signal,
        }),
      )
      if (seen === null) return { turn }
      const screened = { ...turn, prompts: [...turn.prompts, PROMPT.name] }
      if (seen.danger !== 'none') return askWhetherInDanger(screened, deps)
      if (!seen.misuse) return { turn: screened }
      return { outcome: 'declined_injection', answer: emptyAnswer(deps.words.injection), turn: screened }
    },
  }
}
