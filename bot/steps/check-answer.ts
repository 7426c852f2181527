import type { Answer } from '../answer.js'
import type { StepDeps } from '../bot-deps.js'
import { handOff } from '../hand-off.js'
import { type MaskTokens, TOKEN, unmask } from '../mask-personal-data.js'
import { mayTell } from '../may-tell.js'
import type { Outcome } from '../outcome.js'
import type { Step } from '../step.js'
import { type Plan, understandingOf } from '../turn.js'

/** The last look: no promise, nothing of ours or of others in it, the label of the machine on it. */
export function checkAnswer(deps: StepDeps): Step {
  return {
    name: 'check-answer',
    async run(turn) {
      const { answer, plan } = turn
      if (answer === null || plan === null) throw new TypeError('There is no answer to check')
      const verbatim = plan.kind === 'article' || plan.kind === 'basis'
      const clean = verbatim ? answer : withoutPromises(answer)
      if (clean === null) return handOff(turn, 'low_confidence', deps.words.handedOffNotSettled, deps)
      const labelled = { ...clean, aiGenerated: true }
      return {
        outcome: outcomeOf(plan, understandingOf(turn).intent),
        answer: mapTexts(labelled, (text) => restore(text, turn.tokens)),
        turn: { ...turn, answer: labelled },
      }
    },
  }
}

function outcomeOf(plan: Plan, intent: string): Outcome {
  switch (plan.kind) {
    case 'article':
      return 'answered_article'
    case 'article_not_found':
      return 'answered_article_not_found'
    case 'offices':
      return 'answered_service'
    case 'entry':
      return intent === 'service_how_where' ? 'answered_service' : 'answered_from_sources'
    case 'basis':
      return intent === 'article_lookup' ? 'answered_article' : 'answered_from_sources'
    case 'statutes':
      return 'answered_from_sources'
  }
}

/** @returns null when the direct answer itself is a promise */
function withoutPromises(answer: Answer): Answer | null {
  if (!mayTell(answer.summary)) return null
  const honest = ({ text }: { text: string }) => mayTell(text)
  return {
    ...answer,
    points: answer.points.filter(honest),
    steps: answer.steps.filter(honest),
    notices: answer.notices.filter(mayTell),
    followUps: answer.followUps.filter(mayTell),
  }
}

/** The citizen's own data come back; a token that stands for nothing is somebody else's or made up. */
function restore(text: string, tokens: MaskTokens): string {
  return unmask(text, tokens).replace(TOKEN, '')
}

/** Everything that was written, not what was quoted: quotes stay word for word. */
function mapTexts(answer: Answer, change: (text: string) => string): Answer {
  const changed = <T extends { text: string }>(sentences: T[]) =>
    sentences.map((sentence) => ({ ...sentence, text: change(sentence.text) }))
  return {
    ...answer,
    summary: change(answer.summary),
    points: changed(answer.points),
    steps: changed(answer.steps),
    materials: answer.materials.map(change),
    followUps: answer.followUps.map(change),
    notices: answer.notices.map(change),
  }
}
