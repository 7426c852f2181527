import { expect, it } from 'vitest'
import { type Answer, emptyAnswer } from '../answer.js'
import type { Outcome } from '../outcome.js'
import type { Exchange } from '../turn.js'
import { completeFollowUp } from './complete-follow-up.js'

function exchange(question: string, outcome: Outcome, answer: Partial<Answer> = {}): Exchange {
  const whole = { ...emptyAnswer('已经回答。'), ...answer }
  return { question, standaloneQuestion: question, outcome, answer: whole, matter: 'property_management' }
}

const FEES = exchange('物业费太贵不想交', 'answered_from_sources')
const ASKED_IF_SAFE = exchange('他们把门禁停了', 'crisis_signposted')

it('goes on from what was answered before a message that was met as danger', () => {
  const { standaloneQuestion, followUp } = completeFollowUp('那还要交吗', [FEES, ASKED_IF_SAFE])
  expect([standaloneQuestion, followUp]).toEqual(['物业费太贵不想交，他们把门禁停了，还要交吗', true])
})

it('makes one question of a message that was met as danger and the next, where nothing was answered before', () => {
  const { standaloneQuestion, followUp } = completeFollowUp('那我怎么办', [ASKED_IF_SAFE])
  expect([standaloneQuestion, followUp]).toEqual(['他们把门禁停了，那我怎么办', false])
})

it('takes what was put right for a part of the question', () => {
  const { standaloneQuestion, followUp } = completeFollowUp('不是，我问的是车位费', [FEES])
  expect([standaloneQuestion, followUp]).toEqual(['物业费太贵不想交，车位费', false])
})

it('asks what a word means by itself, whatever was spoken of', () => {
  const asked = exchange('物业费太贵不想交', 'clarifying_question', { choices: ['物业费太贵，能不交吗？'] })
  for (const history of [[FEES], [asked]])
    for (const text of ['什么是善意取得', '连带责任是什么意思'])
      expect(completeFollowUp(text, history)).toMatchObject({ standaloneQuestion: text, followUp: false })
  for (const text of ['这是什么意思', '流程是什么意思', '第二点是什么意思', '他不签字是什么意思'])
    expect(completeFollowUp(text, [FEES]).followUp).toBe(true)
})

it('asks what an article means of the law that was told', () => {
  const bases = [{ kind: 'statute', lawTitle: '民法典' }] as Answer['bases']
  const { standaloneQuestion } = completeFollowUp('第1078条是什么意思', [
    exchange('离婚', 'answered_article', { bases }),
  ])
  expect(standaloneQuestion).toBe('民法典第1078条')
})

it('makes one question of a message and of what says afterwards which is meant', () => {
  const asked = exchange('公司欠我钱', 'clarifying_question', { choices: ['公司欠债，股东要还吗？'] })
  for (const text of ['是工资', '欠的是工资', '就是工资'])
    expect(completeFollowUp(text, [asked])).toMatchObject({
      standaloneQuestion: `公司欠我钱，${text}`,
      followUp: false,
    })
  expect(completeFollowUp('是不是要离婚', [asked]).followUp).toBe(true)
})

it('after a question back may begin something new in few words, too', () => {
  const asked = exchange('物业费太贵不想交', 'clarifying_question', { choices: ['物业费太贵，能不交吗？'] })
  expect(completeFollowUp('前夫不让我见孩子', [asked])).toMatchObject({
    followUp: true,
    mayBegin: 'unmarked',
  })
})
