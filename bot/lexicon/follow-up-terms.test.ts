import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MATTERS, type Matter } from '../../knowledge/matter.js'
import { parseFile } from '../../knowledge/parse-file.js'
import type { Passage } from '../../retrieval/passage.js'
import { detectAspect } from '../language/detect-aspect.js'
import { tellsOfDisputes } from '../language/tells-of-disputes.js'
import { answersTo, askedOfDisputes, asksAlike, saysNothingToTake } from './follow-up-terms.js'

const FAQ = join(import.meta.dirname, '..', '..', 'knowledge', 'starter', 'faq')

async function starterEntries(): Promise<Passage[]> {
  const paths = readdirSync(FAQ).map((name) => join(FAQ, name))
  const files = await Promise.all(paths.map((path) => parseFile({ path, relativePath: path })))
  const guides = files.flatMap(({ sources }) => sources).filter((source) => source.kind !== 'statute')
  return guides.map(({ kind, title, asks }) => ({ kind, title, details: { asks } }) as unknown as Passage)
}

it('has an entry in the starter knowledge for each question that is asked of every dispute', async () => {
  const entries = await starterEntries()
  const asked = new Map(
    (Object.keys(MATTERS) as Matter[]).flatMap((matter) =>
      (['materials', 'duration', 'deadline', 'fee', 'where'] as const).flatMap((aspect) =>
        ['', '他名下没房子'].map((focus) => {
          const understanding = { aspect, matter, focus }
          return [askedOfDisputes(understanding), understanding] as const
        }),
      ),
    ),
  )
  asked.delete(null)
  expect(asked.size).toBe(8)
  for (const [question, understanding] of asked) {
    expect([question, entries.some((entry) => tellsOfDisputes(entry, understanding))]).toEqual([
      question,
      true,
    ])
  }
})

it.each([
  ['他名下没房子怎么办', true],
  ['对方说没钱', true],
  ['他名下一分钱没有', true],
  ['他一分钱没有还给我', false],
  ['老板没给我钱', false],
  ['房东没退我钱', false],
  ['他没房租合同', false],
  ['对方没车险', false],
  ['房东没有房产证', false],
  ['对方没车位', false],
  ['他没有存款证明', false],
  ['对方没有财产损失', false],
  ['他没钱包', false],
  ['商家倒闭了', false],
])('%s: says that nothing can be taken: %s', (focus, says) => {
  expect(saysNothingToTake(focus)).toBe(says)
})

it('tells titles that ask for the same in other words', () => {
  expect(asksAlike('他一直拖着', '对方不给抚养费怎么办')).toBe(true)
  expect(asksAlike('他一直拖着', '抚养费一个月给多少')).toBe(false)
  expect(asksAlike('结婚证呢', '结婚证丢了怎么办')).toBe(false)
})

describe('what answers a few words', () => {
  const says = (focus: string, sentence: string) =>
    answersTo({ focus, aspect: detectAspect(focus) })?.test(sentence) ?? false

  it.each([
    ['要准备什么证据', '保存聊天记录和转账截图。', '仲裁不收费。'],
    ['那要多久', '收到后七个工作日内应当处理。', '发消息要求几天内退押金。'],
    ['要花多少钱', '找人民调解委员会，不收费。', '医疗费、护理费都可以要。'],
    ['去哪里办', '向仲裁委员会申请。', '按离职前十二个月平均。'],
    ['他不认怎么办', '谈不成，人民调解或起诉。', '立刻清洗伤口。'],
    ['能报警吗', '半夜严重的，打 110。', '打 12345 反映。'],
    ['他不退能报警吗', '半夜严重的，打 110。', '谈不成就起诉。'],
    ['合同里写了违约不退', '房东要扣钱，得说得出合同依据。', '不退的，打 12345 投诉。'],
    ['过了一年还能告吗', '快满三年的，尽快起诉，递交那天时效就中断。', '谈不成就起诉。'],
    ['能让他赔钱吗', '造成损失的可以要求赔偿。', '找物业制止。'],
    ['一直不还会坐牢吗', '数额大的构成犯罪。', '谈不成就起诉。'],
    ['会被抓吗', '处三年以下有期徒刑。', '有过故意犯罪的，不能和解。'],
    ['找谁告', '调解不成，直接起诉。', '可以打 12338 求助。'],
    ['干了三年零四个月', '每干满一年给一个月工资。', '工资要一次结清。'],
    ['孩子九岁', '不满八周岁的全部无效。', '保存充值记录。'],
    ['他没钱赔', '找财产线索，交给法官。', '拍照留证。'],
  ])('%s: %s, not %s', (focus, answer, other) => {
    expect([says(focus, answer), says(focus, other)]).toEqual([true, false])
  })
})

it('wants a figure where how long or how much is asked of the court', () => {
  const says = answersTo({ focus: '起诉要多久', aspect: 'duration' })
  expect([says?.test('谈不成就起诉。'), says?.test('法院六个月内审结。')]).toEqual([false, true])
})
