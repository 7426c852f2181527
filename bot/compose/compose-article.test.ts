import { afterAll, beforeAll, expect, it } from 'vitest'
import { emptyAnswer } from '../answer.js'
import type { StepDeps } from '../bot-deps.js'
import { openTestBot } from '../fixtures/open-test-bot.js'
import type { Turn } from '../turn.js'
import { zhCN } from '../words/zh-CN.js'
import { finishAnswer } from './finish-answer.js'

let bot: Awaited<ReturnType<typeof openTestBot>>
beforeAll(async () => {
  bot = await openTestBot()
})
afterAll(() => bot.close())

it('goes on after the last of several articles and back before the first', async () => {
  const { answer } = await bot.ask('民法典第1077至1078条')
  expect(answer.followUps).toEqual(['上一条：民法典第一千零七十六条', '下一条：民法典第一千二百五十四条'])
})

it.each(['民法典第9999条', '民法典第2001条', '民法典第10771条'])(
  'shows no other article for %s',
  async (question) => {
    const { outcome, answer } = await bot.ask(question)
    expect(outcome).toBe('answered_article_not_found')
    expect(answer.summary).toContain('一共 1260 条')
  },
)

it('finds no article 0', async () => {
  const { outcome, answer } = await bot.ask('民法典第0条')
  expect([outcome, answer.bases]).toEqual(['answered_article_not_found', []])
})

it('offers 之二 after 之一, though the names are nearly the same', async () => {
  const asked = '刑法第一百二十条之一'
  const followUps = ['上一条：刑法第一百二十条', '下一条：刑法第一百二十条之二']
  const turn = {
    maskedText: asked,
    history: [],
    notices: [],
    counted: null,
    understanding: { asOfDate: null, standaloneQuestion: asked },
  } as unknown as Turn
  const deps = { ...bot.deps, words: zhCN } as unknown as StepDeps
  const answer = { ...emptyAnswer('第一百二十条之一'), followUps }
  expect((await finishAnswer(answer, turn, { kind: 'article' }, deps)).followUps).toEqual(followUps)
})
