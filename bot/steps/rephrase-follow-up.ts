import { z } from 'zod'
import type { StepDeps } from '../bot-deps.js'
import { cleanText } from '../language/clean-text.js'
import { maskPersonalData } from '../mask-personal-data.js'
import { isSameQuestion } from '../model/check-rephrasing.js'
import { readPrompt } from '../model/read-prompt.js'
import { tryModel } from '../model/try-model.js'
import { inert } from '../model/write-model-request.js'
import type { Step } from '../step.js'
import { type Turn, understandingOf } from '../turn.js'

const PROMPT = readPrompt('rephrase-follow-up.v1')
const schema = z.object({ question: z.string() })
const EARLIER_EXCHANGES = 3

/** Makes a follow-up one question, where it only joins what was said; else the rules' joined words are searched. */
export function rephraseFollowUp(deps: StepDeps): Step {
  return {
    name: 'rephrase-follow-up',
    async run(turn, context) {
      const understanding = understandingOf(turn)
      const { followUp, placeOnly, basisOnly, intent } = understanding
      if (!followUp || placeOnly || basisOnly || intent === 'article_lookup') return { turn }
      const earlier = earlierOf(turn)
      const message = turn.maskedText
      const written = await tryModel('rephrase', deps, context, (model, signal) =>
        model.fill({
          system: PROMPT.text,
          user: `<history>\n${inert(earlier)}\n</history>\n<message>${inert(message)}</message>`,
          schema,
          schemaName: 'rephrasing',
          signal,
        }),
      )
      if (written === null) return { turn }
      const asked = { ...turn, prompts: [...turn.prompts, PROMPT.name] }
      const question = cleanText(written.question)
      if (!isSameQuestion({ question, message, earlier, prompt: PROMPT.text })) return { turn: asked }
      return { turn: { ...asked, understanding: { ...understanding, standaloneQuestion: question } } }
    },
  }
}

/** Questions are masked; the answers given had the citizen's own data put back. */
function earlierOf({ history }: Turn): string {
  return history
    .slice(-EARLIER_EXCHANGES)
    .map(({ question, answer }) => `问：${question}\n答：${maskPersonalData(answer.summary).masked}`)
    .join('\n')
}
