import { z } from 'zod'
import { findRegion } from '../../knowledge/find-region.js'
import { isMatter, MATTERS } from '../../knowledge/matter.js'
import type { StepDeps } from '../bot-deps.js'
import { readPrompt } from '../model/read-prompt.js'
import { tryModel } from '../model/try-model.js'
import { inert } from '../model/write-model-request.js'
import type { Step } from '../step.js'
import { today } from '../today.js'
import { type Understanding, understandingOf } from '../turn.js'

const PROMPT = readPrompt('understand-question.v1')
/** Loose: one value that does not exist takes only itself away. */
const schema = z.object({
  intent: z.string(),
  matter: z.string(),
  region: z.string(),
  date: z.string(),
  parties: z.array(z.string()),
})
type Reading = z.infer<typeof schema>
const MOST_PARTIES = 3

/** Fills in what the rules left open: their field is 其他. What they read, they read better. */
export function understandWithModel(deps: StepDeps): Step {
  return {
    name: 'understand-with-model',
    async run(turn, context) {
      const understanding = understandingOf(turn)
      if (!isUnsure(understanding)) return { turn }
      const question = understanding.standaloneQuestion
      const matters = Object.entries(MATTERS).map(([code, label]) => `${code} ${label}`)
      const reading = await tryModel('understand', deps, context, (model, signal) =>
        model.fill({
          system: PROMPT.text,
          user: `<matters>\n${matters.join('\n')}\n</matters>\n<question>${inert(question)}</question>`,
          schema,
          schemaName: 'reading',
          signal,
        }),
      )
      if (reading === null) return { turn }
      const filled = fillIn(understanding, reading, today(deps))
      return { turn: { ...turn, prompts: [...turn.prompts, PROMPT.name], understanding: filled } }
    },
  }
}

function isUnsure({ intent, matter, serviceLine, placeOnly, basisOnly }: Understanding): boolean {
  return intent === 'legal_question' && matter === 'other' && !serviceLine && !placeOnly && !basisOnly
}

/** Nothing is taken that is not in its closed set, or that does not stand in the question. */
function fillIn(known: Understanding, read: Reading, day: string): Understanding {
  const question = known.standaloneQuestion
  const region = read.region !== '' && question.includes(read.region) ? findRegion(read.region) : null
  return {
    ...known,
    intent: read.intent === 'service_how_where' ? 'service_how_where' : known.intent,
    matter: isMatter(read.matter) ? read.matter : known.matter,
    regionCode: known.regionCode ?? region,
    asOfDate: known.asOfDate ?? (isPastDay(read.date, question, day) ? read.date : null),
    parties: read.parties.filter((party) => party !== '' && question.includes(party)).slice(0, MOST_PARTIES),
  }
}

/** A day of the past whose year the question names, where it asks for the law of then. */
function isPastDay(date: string, question: string, day: string): boolean {
  if (!z.iso.date().safeParse(date).success || date >= day) return false
  return question.includes(date.slice(0, 4)) && /当时|那时|那会儿|旧法|老法|以前的法|原来的法/.test(question)
}
