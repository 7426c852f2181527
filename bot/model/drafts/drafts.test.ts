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
/** Side by side: most of the time goes into waiting for the stream. */
const LANES = 8
interface Lane {
  server: Awaited<ReturnType<typeof startStandInModel>>
  behaviour: Behaviour & { text: string }
  deps: StepDeps
}
let lanes: Lane[] = []

beforeAll(async () => {
  bot = await openTestBot()
  for (const [kind, folder] of [
    ['guide', 'guides'],
    ['faq', 'faq'],
  ] as const) {
    await ingest({ db: bot.db, paths: [join(STARTER, folder)], kind, now: bot.deps.now })
  }
  lanes = await Promise.all(Array.from({ length: LANES }, openLane))
}, 60_000)
afterAll(async () => {
  await Promise.all(lanes.map(({ server }) => server.close()))
  await bot?.close()
})

async function openLane(): Promise<Lane> {
  const behaviour: Lane['behaviour'] = { does: 'write', text: '' }
  const server = await startStandInModel(behaviour)
  const model = openChatModel({
    baseUrl: server.baseUrl,
    model: 'stand-in',
    apiKey: 'none',
    structuredOutput: 'functionCalling',
    timeoutMs: 20_000,
  })
  return { server, behaviour, deps: stepDepsOf({ ...bot.deps, model }) }
}

/** Every case once; what is said of it, if anything, in the order of the cases. */
async function reportEach<T>(cases: readonly T[], report: (each: T, lane: Lane) => Promise<string[]>) {
  const reports: string[][] = []
  let next = 0
  await Promise.all(
    lanes.map(async (lane) => {
      while (next < cases.length) {
        const index = next++
        reports[index] = await report(cases[index]!, lane)
      }
    }),
  )
  return reports.flat()
}

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
async function answerWith(
  { behaviour, deps }: Lane,
  topic: Topic,
  draft: unknown,
): Promise<{ answer: Answer; told: string[] }> {
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
        : { kind: 'entry', entry: first!, focused: false, aside: null, withLaw: false, near: [] },
  }
  for (const step of [composeAnswer(deps), checkCitations(deps), checkAnswer(deps)]) {
    const result = await step.run(turn, context)
    if ('outcome' in result) return { answer: result.answer, told }
    turn = result.turn
  }
  throw new TypeError('The last step passed the turn on')
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
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
  const through = await reportEach(BAD, async ({ id, kind, topic, draft, forbidden }, lane) => {
    const { answer, told } = await answerWith(lane, TOPICS[topic], draft)
    const isShown = textsOf([answer, told]).some((text) => text.includes(forbidden))
    return isShown ? [`${id} ${kind}: ${forbidden}: ${answer.summary}`] : []
  })
  expect(through).toEqual([])
}, 120_000)

it('shows every sentence of a good draft', async () => {
  const harmed = await reportEach(GOOD, async ({ id, topic, draft }, lane) => {
    const { answer } = await answerWith(lane, TOPICS[topic], draft)
    const shown = [answer.summary, ...answer.points.map((p) => p.text), ...answer.steps.map((s) => s.text)]
    const wanted = [draft.summary, ...draft.points, ...draft.steps].map(({ text }) => text)
    const lost = wanted.filter((text) => !shown.includes(text))
    const questions = draft.followUps.filter((question) => !answer.followUps.includes(question))
    return lost.length + questions.length > 0 ? [`${id}: ${[...lost, ...questions].join(' | ')}`] : []
  })
  expect(harmed).toEqual([])
}, 120_000)
