import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ingest } from '../../../knowledge/ingest/ingest.js'
import type { Passage } from '../../../retrieval/passage.js'
import type { Answer } from '../../answer.js'
import { type StepDeps, stepDepsOf } from '../../bot-deps.js'
import { openChatModel } from '../../chat-model.js'
import { openTestBot } from '../../fixtures/open-test-bot.js'
import type { Progress } from '../../step.js'
import { checkAnswer } from '../../steps/check-answer.js'
import { checkCitations } from '../../steps/check-citations.js'
import { composeAnswer } from '../../steps/compose-answer.js'
import { startTurn, type Turn } from '../../turn.js'
import { type Behaviour, startStandInModel } from '../stand-in-model.js'
import { readBadDrafts, readGoodDrafts, TOPICS, type Topic } from './read-draft-cases.js'

const STARTER = join(import.meta.dirname, '../../../knowledge/starter')

let bot: Awaited<ReturnType<typeof openTestBot>>
let server: Awaited<ReturnType<typeof startStandInModel>>
let deps: StepDeps
const behaviour: Behaviour & { text: string } = { does: 'write', text: '' }

beforeAll(async () => {
  bot = await openTestBot()
  for (const [kind, folder] of [
    ['guide', 'guides'],
    ['faq', 'faq'],
  ] as const) {
    await ingest({ db: bot.db, paths: [join(STARTER, folder)], kind, now: bot.deps.now })
  }
  server = await startStandInModel(behaviour)
  const model = openChatModel({
    baseUrl: server.baseUrl,
    model: 'stand-in',
    apiKey: 'none',
    structuredOutput: 'functionCalling',
    timeoutMs: 8000,
  })
  deps = stepDepsOf({ ...bot.deps, model })
}, 60_000)
afterAll(async () => {
  await server?.close()
  await bot?.close()
})

/** The passage of the starter content, or of the laws of the test, that has this title. */
async function sourceOf(name: string): Promise<Passage> {
  const [law, article] = name.split(/(?=第[一二三四五六七八九十百千零]+条$)/)
  const rows = await bot.db
    .selectFrom('passages')
    .select('id')
    .where('title', '=', law!)
    .where('article', article ? '=' : 'is', article ?? null)
    .orderBy('published_revision', 'desc')
    .execute()
  const [passage] = await bot.deps.passages.published(rows.map(({ id }) => id).slice(0, 1))
  if (!passage) throw new TypeError(`No passage is called ${name}`)
  return passage
}

/** From what the model writes to what the citizen sees, by the steps that every turn takes. */
async function answerWith(topic: Topic, draft: unknown): Promise<{ answer: Answer; told: string[] }> {
  behaviour.text = JSON.stringify(draft)
  const sources = await Promise.all(topic.sources.map(sourceOf))
  const [first] = sources
  const told: string[] = []
  const context = {
    signal: new AbortController().signal,
    onProgress: (progress: Progress) => progress.kind === 'partial' && told.push(progress.text),
  }
  let turn: Turn = {
    ...startTurn({ conversationId: 'c', messageId: 'm', text: topic.question, channel: 'web' }),
    maskedText: topic.question,
    understanding: {
      intent: 'legal_question',
      standaloneQuestion: topic.question,
      matter: 'other',
      serviceLine: null,
      regionCode: topic.regionCode ?? null,
      asOfDate: topic.asOfDate ?? null,
      followUp: false,
      mayBegin: null,
      focus: topic.question,
      aspect: null,
      placeOnly: false,
      basisOnly: null,
    },
    sources,
    plan:
      first!.kind === 'statute'
        ? { kind: 'statutes', sure: true, near: [] }
        : { kind: 'entry', entry: first!, focused: false, aside: null, withLaw: false },
  }
  for (const step of [composeAnswer(deps), checkCitations(deps), checkAnswer(deps)]) {
    const result = await step.run(turn, context)
    if ('outcome' in result) return { answer: result.answer, told }
    turn = result.turn
  }
  throw new TypeError('The last step passed the turn on')
}

const BAD = readBadDrafts()
const GOOD = readGoodDrafts()

it('has enough cases, each written once', () => {
  expect(BAD.length).toBeGreaterThanOrEqual(200)
  expect(GOOD.length).toBeGreaterThanOrEqual(200)
  for (const cases of [BAD, GOOD]) {
    expect(new Set(cases.map(({ topic, draft }) => topic + JSON.stringify(draft))).size).toBe(cases.length)
  }
})

it('shows no claim of a bad draft, neither in the answer nor while it is written', async () => {
  const through: string[] = []
  for (const { id, kind, topic, draft, forbidden } of BAD) {
    const { answer, told } = await answerWith(TOPICS[topic], draft)
    // What the sources themselves say stands in the answer anyway.
    if (JSON.stringify([answer, told]).includes(forbidden)) {
      through.push(`${id} ${kind}: ${forbidden}: ${answer.summary}`)
    }
  }
  expect(through).toEqual([])
}, 120_000)

it('shows every sentence of a good draft', async () => {
  const harmed: string[] = []
  for (const { id, topic, draft } of GOOD) {
    const { answer } = await answerWith(TOPICS[topic], draft)
    const shown = [answer.summary, ...answer.points.map((p) => p.text), ...answer.steps.map((s) => s.text)]
    const wanted = [draft.summary, ...draft.points, ...draft.steps].map(({ text }) => text)
    const lost = wanted.filter((text) => !shown.includes(text))
    const questions = draft.followUps.filter((question) => !answer.followUps.includes(question))
    if (lost.length + questions.length > 0) harmed.push(`${id}: ${[...lost, ...questions].join(' | ')}`)
  }
  expect(harmed).toEqual([])
}, 120_000)
