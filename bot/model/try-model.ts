import type { StepDeps } from '../bot-deps.js'
import type { ChatModel } from '../chat-model.js'
import type { StepContext } from '../step.js'
import { ModelFailedError } from './model-failed-error.js'
import type { ModelUse } from './model-use.js'

/** A turn waits no longer for what it can do without. */
const LONGEST_ASIDE_MS = 4000

/**
 * Lets a model help with one thing. Composing takes the model's own time-out, everything else a few seconds.
 * @returns null: there is no model, it is not to be used for this, it is off, or it failed: the turn goes on without it
 * @throws the reason of the turn's signal, and what is no failure of the model
 */
export async function tryModel<T>(
  use: ModelUse,
  deps: StepDeps,
  context: StepContext,
  ask: (model: ChatModel, signal: AbortSignal) => Promise<T>,
): Promise<T | null> {
  const { model, modelUses } = deps
  if (!model || !modelUses.has(use)) return null
  if ((await deps.readSwitches()).has('model')) return null
  // The signal stays the turn's: after a fault of the server its other steps do not ask it again.
  const inTime: ChatModel = {
    name: model.name,
    fill: (request) => model.fill(use === 'compose' ? request : { ...request, timeoutMs: LONGEST_ASIDE_MS }),
  }
  try {
    return await ask(inTime, context.signal)
  } catch (error) {
    // A cancelled turn ends; a model that failed does not end it.
    context.signal.throwIfAborted()
    if (!(error instanceof ModelFailedError)) throw error
    deps.onModelError?.(error)
    return null
  }
}
