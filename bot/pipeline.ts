import type { StepDeps } from './bot-deps.js'
import type { Step } from './step.js'
import { checkAnswer } from './steps/check-answer.js'
import { checkCitations } from './steps/check-citations.js'
import { composeAnswer } from './steps/compose-answer.js'
import { decide } from './steps/decide.js'
import { findSources } from './steps/find-sources.js'
import { heedSwitches } from './steps/heed-switches.js'
import { judgeAnswer } from './steps/judge-answer.js'
import { loadHistory } from './steps/load-history.js'
import { maskMessage } from './steps/mask-personal-data.js'
import { rephraseFollowUp } from './steps/rephrase-follow-up.js'
import { screenMessage } from './steps/screen-message.js'
import { screenWithModel } from './steps/screen-with-model.js'
import { understand } from './steps/understand.js'
import { understandWithModel } from './steps/understand-with-model.js'

export type { Ending, Progress, Step, StepContext, StepName } from './step.js'

/** The turn. Each step passes it on or ends it; the last one always ends it. */
export function createPipeline(deps: StepDeps): Step[] {
  return [
    loadHistory(deps),
    screenMessage(deps),
    maskMessage(),
    screenWithModel(deps),
    understand(deps),
    heedSwitches(deps),
    rephraseFollowUp(deps),
    understandWithModel(deps),
    findSources(deps),
    decide(deps),
    composeAnswer(deps),
    judgeAnswer(deps),
    checkCitations(deps),
    checkAnswer(deps),
  ]
}
