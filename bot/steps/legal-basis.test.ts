import { afterAll, beforeAll, expect, it } from 'vitest'
import { openTestBot } from '../fixtures/open-test-bot.js'
import { renderText } from '../render-text.js'
import { zhCN } from '../words/zh-CN.js'

let bot: Awaited<ReturnType<typeof openTestBot>>
beforeAll(async () => {
  bot = await openTestBot()
})
afterAll(() => bot.close())

const DIVORCE = `《民法典》第一千零七十七条（2020-05-28）：

自婚姻登记机关收到离婚登记申请之日起三十日内，任何一方不愿意离婚的，可以向婚姻登记机关撤回离婚登记申请。
前款规定期限届满后三十日内，双方应当亲自到婚姻登记机关申请发给离婚证；未申请的，视为撤回离婚登记申请。`

it.each([
  '请根据具体场景与问题给出法律依据，只需要给出具体法条内容，每个场景仅涉及一个法条。\n场景:两人申请离婚登记，不到三十日，一方不愿意离婚了。\n问题:可以撤回离婚登记申请吗？',
  '离婚登记申请三十日内一方不愿意离婚，可以撤回申请，法律依据是什么？',
  '请回答下面的问题，直接给出法条内容：民法典第一千零七十七条的内容是什么？',
])('answers with the deciding article, whole and alone: %s', async (question) => {
  const { outcome, answer } = await bot.ask(question)
  expect(outcome).toMatch(/^answered_/)
  expect(answer.bases).toHaveLength(1)
  expect(answer.followUps).toEqual([])
  expect(renderText({ ...answer, notices: [] }, zhCN)).toBe(DIVORCE)
})

it('shows the article that the last answer rests on when its ground is asked for', async () => {
  const { answer } = await bot.converse('老板不发工资怎么办', '法律依据是什么？')
  expect(answer.bases.map(({ number }) => number).toSorted()).toEqual(['第三十条', '第八十二条'])
  expect(renderText(answer, zhCN)).toContain('用人单位应当按照劳动合同约定和国家规定')
})

it('asks what the ground is wanted of when nothing was said before', async () => {
  expect((await bot.ask('请给出法律依据')).outcome).toBe('clarifying_question')
})

it('gives no article for what no law settles', async () => {
  expect((await bot.ask('今天天气很好，请给出法律依据')).outcome).toBe('declined_out_of_scope')
  expect((await bot.ask('美国绿卡持有人在加州离婚，法律依据是什么')).outcome).toBe(
    'handed_off_low_confidence',
  )
})

it('says that an article does not exist, also when it alone is wanted', async () => {
  const { outcome } = await bot.ask('直接给出法条内容：民法典第一千三百条')
  expect(outcome).toBe('answered_article_not_found')
})
