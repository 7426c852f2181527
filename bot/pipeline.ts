import type { StepDeps } from './bot-deps.js'
import type { Step } from './step.js'
import { checkAnswer } from './steps/check-answer.js'
import { checkCitations } from './steps/check-citations.js'
import { composeAnswer } from './steps/compose-answer.js'
import { decide } from './steps/decide.js'
import { findSources } from './steps/find-sources.js'
import { heedSwitches } from './steps/heed-switches.js'
import { loadHistory } from './steps/load-history.js'
import { maskMessage } from './steps/mask-personal-data.js'
import { screenMessage } from './steps/screen-message.js'
import { understand } from './steps/understand.js'

export type { Ending, Progress, Step, StepContext, StepName } from './step.js'

/** The turn. Each step passes it on or ends it; the last one always ends it. */
export function createPipeline(deps: StepDeps): Step[] {
  return [
    loadHistory(deps),
    screenMessage(deps),
    maskMessage(),
    understand(deps),
    heedSwitches(deps),
    findSources(deps),
    decide(deps),
    composeAnswer(deps),
    checkCitations(deps),
    checkAnswer(deps),
  ]
}
