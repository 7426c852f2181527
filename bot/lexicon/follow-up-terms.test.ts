import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { MATTERS, type Matter } from '../../knowledge/matter.js'
import { parseFile } from '../../knowledge/parse-file.js'
import { detectAspect } from '../language/detect-aspect.js'
import { answersTo, toldOfDisputes } from './follow-up-terms.js'

const FAQ = join(import.meta.dirname, '..', '..', 'knowledge', 'starter', 'faq')

async function starterTitles(): Promise<Set<string>> {
  const paths = readdirSync(FAQ).map((name) => join(FAQ, name))
  const files = await Promise.all(paths.map((path) => parseFile({ path, relativePath: path })))
  return new Set(files.flatMap(({ sources }) => sources.map(({ title }) => title)))
}

it('names entries of the starter knowledge for what is told of every dispute', async () => {
  const titles = await starterTitles()
  const named = (Object.keys(MATTERS) as Matter[]).flatMap((matter) =>
    (['materials', 'duration', 'deadline', 'fee', 'where'] as const).flatMap(
      (aspect) => toldOfDisputes(aspect, matter) ?? [],
    ),
  )
  expect(new Set(named).size).toBe(7)
  expect(named.filter((title) => !titles.has(title))).toEqual([])
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
  ])('%s: %s, not %s', (focus, answer, other) => {
    expect([says(focus, answer), says(focus, other)]).toEqual([true, false])
  })
})
