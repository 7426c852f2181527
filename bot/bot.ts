import { type BotDeps, stepDepsOf } from './bot-deps.js'
import { createPipeline } from './pipeline.js'
import type { Ending, StepContext } from './step.js'
import { startTurn, type Trace, type Turn, type TurnInput, type TurnResult } from './turn.js'

/** Sources that the trace names. */
const TRACED_SOURCES = 20

/** Runs one citizen message through the steps. */
export function createBot(given: BotDeps) {
  const pipeline = createPipeline(stepDepsOf(given))

  return {
    /**
     * @throws the reason of `signal` when it is aborted, and whatever fault a port reports: the caller answers for it
     */
    async respond(input: TurnInput, context: StepContext): Promise<TurnResult> {
      let turn = startTurn(input)
      const steps: Trace['steps'] = []
      for (const step of pipeline) {
        context.signal.throwIfAborted()
        context.onProgress({ kind: 'step', name: step.name })
        const startedMs = performance.now()
        const result = await step.run(turn, context)
        steps.push({ name: step.name, tookMs: Math.round((performance.now() - startedMs) * 1000) / 1000 })
        context.watch?.(step.name, result.turn ?? turn)
        if ('outcome' in result) return resultOf(result, turn, steps, step.name)
        turn = result.turn
      }
      throw new TypeError('The last step passed the turn on')
    },
  }
}

function resultOf(ending: Ending, before: Turn, steps: Trace['steps'], endedBy: string): TurnResult {
  const { understanding, probability, found, prompts, plan } = ending.turn ?? before
  return {
    outcome: ending.outcome,
    answer: ending.answer,
    ticket: ending.ticket ?? null,
    trace: {
      intent: understanding?.intent ?? null,
      matter: understanding?.matter ?? null,
      serviceLine: understanding?.serviceLine ?? null,
      region: understanding?.regionCode ?? null,
      asOfDate: understanding?.asOfDate ?? null,
      standaloneQuestion: understanding?.standaloneQuestion ?? null,
      probability,
      sources: (found?.hits ?? [])
        .slice(0, TRACED_SOURCES)
        .map(({ passageId, score }) => ({ passageId, score })),
      entries: plan?.kind === 'entry' ? [plan.entry.id, ...(plan.aside ? [plan.aside.id] : [])] : [],
      steps,
      prompts,
      ...(understanding?.parties ? { parties: understanding.parties } : {}),
      endedBy,
    },
  }
}
