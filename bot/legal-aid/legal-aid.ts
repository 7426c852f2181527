import type { Answer } from '../answer.js'
import { type BotDeps, type StepDeps, stepDepsOf } from '../bot-deps.js'
import type { AidCase } from './aid-case.js'
import { type AidChoices, readAidChoices } from './aid-choices.js'
import type { Verdict } from './judge-eligibility.js'
import { tellEligibility } from './tell-eligibility.js'

export interface LegalAid {
  choices(): Promise<AidChoices>
  tell(given: AidCase, regionCode: string | null): Promise<{ verdict: Verdict; answer: Answer }>
}

/** Who may apply for legal aid, told from the law of today. @param opened what the chat answers with, once it can */
export function createLegalAid(opened: () => Promise<BotDeps>): LegalAid {
  let made: Promise<StepDeps> | undefined
  const deps = () => {
    made ??= opened().then(stepDepsOf)
    return made
  }
  return {
    choices: async () => readAidChoices(await deps()),
    tell: async (given, regionCode) => tellEligibility(given, regionCode, await deps()),
  }
}
