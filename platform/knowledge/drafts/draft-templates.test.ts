import { describe, expect, it } from 'vitest'
import { DRAFT_TEMPLATES, unwrittenIn } from './draft-templates.js'
import { parseDraft } from './parse-draft.js'

const read = (text: string, kind: 'guide' | 'faq') =>
  parseDraft({ name: '新.md', bytes: Buffer.from(text), regionCode: null, kind })

describe('what a new draft begins with', () => {
  it('is pointed out by place and line for as long as it is there', async () => {
    const { problems } = await read(DRAFT_TEMPLATES.guide, 'guide')
    expect(problems.map(({ line, message }) => `${line} ${message.split('，')[0]}`)).toEqual([
      '2 标题还是示例文字“新指南”',
      '5 开头的回答还是示例文字“请先用一段话直接回答。”',
      '9 “怎么办”还是示例文字“第一步做什么。”',
    ])
    const written = DRAFT_TEMPLATES.guide
      .replace('新指南', '放风筝')
      .replace(/请先.*/, '先看天。')
      .replace('第一步做什么', '到空旷的地方去')
    expect((await read(written, 'guide')).problems).toEqual([])
  })

  it('is told of the question in which it stands; what each place fills in for itself is none', async () => {
    const { sources } = await read(
      '## 线断了怎么办？\n\n{{答复：先说结论}}\n\n## 去哪里放？\n\n到公园，电话{{本地：电话}}。\n',
      'faq',
    )
    expect(sources.flatMap(unwrittenIn)).toEqual([
      { place: '“线断了怎么办？”的答案', words: '{{答复：先说结论}}' },
    ])
  })
})
