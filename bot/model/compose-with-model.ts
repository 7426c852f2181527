import { stripCitations } from '../../knowledge/article-reference.js'
import type { Passage } from '../../retrieval/passage.js'
import { type Answer, emptyAnswer } from '../answer.js'
import type { ChatModel } from '../chat-model.js'
import { cleanText } from '../language/clean-text.js'
import type { StepContext } from '../step.js'
import { type AnswerDraft, answerDraftSchema, type StatementDraft } from './answer-draft.js'
import { type CheckedStatement, createStatementCheck } from './check-statement.js'
import { collectBases } from './collect-bases.js'
import { numberSources } from './number-sources.js'
import { readPrompt } from './read-prompt.js'
import { tellWhileWriting } from './tell-while-writing.js'
import { type ModelQuestion, writeModelRequest } from './write-model-request.js'

export const COMPOSE_PROMPT = readPrompt('compose-answer.v1')

const MOST_POINTS = 6
const MOST_STEPS = 8
const MOST_FOLLOW_UPS = 3
const LONGEST_FOLLOW_UP = 40

export interface ModelAnswerRequest extends ModelQuestion {
  /** Best first; nothing else may be cited. */
  sources: readonly Passage[]
  /** Id of the conversation. */
  party?: string
  /** A last check of every sentence, also of those told while the model writes. Default: all may be told. */
  mayTell?(sentence: string): boolean
}

/**
 * An answer written by a chat model from the given sources. A sentence stays only where a quote proves it: the bases hold
 * the passage's own words, never the model's.
 * @returns null when the sources do not settle the question or no sentence is proven: compose extractively
 * @throws {ModelFailedError}
 */
export async function composeWithModel(
  model: ChatModel,
  request: ModelAnswerRequest,
  context: StepContext,
): Promise<Answer | null> {
  const sources = numberSources(request.sources)
  if (sources.length === 0) return null
  const { question, history } = request
  const checks = createStatementCheck({
    sources,
    asked: [question, ...history.map((earlier) => earlier.question)].join('\n'),
    prompt: COMPOSE_PROMPT.text,
    mayTell: request.mayTell ?? (() => true),
  })
  const draft = await model.fill({
    system: COMPOSE_PROMPT.text,
    user: writeModelRequest(request, sources),
    schema: answerDraftSchema,
    schemaName: 'answer',
    signal: context.signal,
    party: request.party,
    onText: tellWhileWriting(checks.check, (progress) => context.onProgress(progress)),
  })
  return draft.settled ? buildAnswer(draft, checks, question) : null
}

function buildAnswer(
  draft: AnswerDraft,
  { check, mayOffer }: ReturnType<typeof createStatementCheck>,
  question: string,
): Answer | null {
  // A direct answer that is not proven is no answer, whatever else is.
  const summary = check(draft.summary)
  if (!summary?.direct) return null
  const checked = (drafts: StatementDraft[], most: number) =>
    drafts.flatMap((statement) => check(statement) ?? []).slice(0, most)
  const points = checked(draft.points, MOST_POINTS)
  const steps = checked(draft.steps, MOST_STEPS)

  const { bases, cite } = collectBases()
  const cited = (statement: CheckedStatement) => ({
    text: statement.sentences.join(''),
    citationIds: cite(statement),
  })
  const { text, citationIds } = cited(summary)
  return {
    ...emptyAnswer(text),
    summaryCitationIds: citationIds,
    points: points.map(cited),
    steps: steps.map(cited),
    materials: materialsOf(steps),
    bases,
    followUps: followUps(draft, question, mayOffer),
  }
}

/** What to bring, of the guide that carries the steps. */
function materialsOf(steps: CheckedStatement[]): string[] {
  const guide = steps
    .flatMap(({ support }) => support.map(({ source }) => source.passage))
    .find(({ kind, details }) => kind === 'guide' && details && details.materials.length > 0)
  const materials = guide?.details?.materials ?? []
  return materials.filter((item) => !/\{\{/.test(item)).map((item) => stripCitations(item).trim())
}

function followUps(draft: AnswerDraft, question: string, mayOffer: (followUp: string) => boolean): string[] {
  const asked = draft.followUps
    .map((followUp) => cleanText(followUp.replace(/^\s*(?:[-*•]|\d{1,2}[.、)）])\s*/, '')))
    .filter((followUp) => followUp !== '' && followUp !== question && followUp.length <= LONGEST_FOLLOW_UP)
    .filter(mayOffer)
  return [...new Set(asked)].slice(0, MOST_FOLLOW_UPS)
}
