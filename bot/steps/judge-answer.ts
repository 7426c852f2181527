import { z } from 'zod'
import type { Answer } from '../answer.js'
import type { StepDeps } from '../bot-deps.js'
import { readPrompt } from '../model/read-prompt.js'
import { tryModel } from '../model/try-model.js'
import { inert } from '../model/write-model-request.js'
import type { Step } from '../step.js'
import { composeFromSources } from './compose-answer.js'

const PROMPT = readPrompt('judge-answer.v1')
const schema = z.object({ unsupported: z.array(z.number()) })

/** A second reading of what a model wrote: it may take sentences away, and can say nothing. */
export function judgeAnswer(deps: StepDeps): Step {
  return {
    name: 'judge-answer',
    async run(turn, context) {
      const { answer, plan } = turn
      if (!turn.writtenByModel || answer === null || plan === null) return { turn }
      const statements = statementsOf(answer)
      const verdict = await tryModel('judge', deps, context, (model, signal) =>
        model.fill({
          system: PROMPT.text,
          user: statements.join('\n'),
          schema,
          schemaName: 'verdict',
          signal,
        }),
      )
      if (verdict === null) return { turn }
      const judged = { ...turn, prompts: [...turn.prompts, PROMPT.name] }
      const wrong = new Set(verdict.unsupported)
      // Who counts sentences that do not exist has not read them.
      const isSound = [...wrong].every((n) => Number.isInteger(n) && n >= 1 && n <= statements.length)
      if (!isSound || wrong.size === 0) return { turn: judged }
      if (wrong.has(1)) return { turn: { ...judged, ...(await composeFromSources(judged, plan, deps)) } }
      return { turn: { ...judged, answer: without(answer, wrong) } }
    },
  }
}

/** The direct answer is 1, then points, then steps. */
function statementsOf({ summary, summaryCitationIds, points, steps, bases }: Answer): string[] {
  return [{ text: summary, citationIds: summaryCitationIds }, ...points, ...steps].map(
    ({ text, citationIds }, index) => {
      const quotes = citationIds.map((id) => `<basis>${inert(bases[id - 1]?.quote ?? '')}</basis>`)
      return `<statement number="${index + 1}">${inert(text)}</statement>\n${quotes.join('\n')}`
    },
  )
}

function without(answer: Answer, wrong: ReadonlySet<number>): Answer {
  const firstStep = 2 + answer.points.length
  return {
    ...answer,
    points: answer.points.filter((_, index) => !wrong.has(2 + index)),
    steps: answer.steps.filter((_, index) => !wrong.has(firstStep + index)),
  }
}
