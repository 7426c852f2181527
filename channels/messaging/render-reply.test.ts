import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Answer, emptyAnswer } from '../../bot/answer.js'
import { zhCN } from '../../bot/words/zh-CN.js'
import { CHANNEL_NAMES } from '../channel.js'
import { CHANNEL_FORMATS } from '../channel-formats.js'
import { type RenderDeps, type RenderedReply, renderReply, renderWords } from './render-reply.js'
import { zhCN as words } from './words/zh-CN.js'
import { writeText } from './write-text.js'

const WHOLE = 'https://12348.example/answers/r_0123456789012345678901?key=0123456789012345678901'
const deps: RenderDeps = {
  headings: zhCN,
  words,
  articleUrl: (id) => `https://12348.example/articles/${id}`,
}
const ticket = { id: 't', number: '2026-1128-0001', status: 'waiting' as const, queryCode: '8KQ4-7TPM-2XWE' }

function reply(answer: Partial<Answer>): RenderedReply {
  return { answer: { ...emptyAnswer('可以申请劳动仲裁。'), ...answer }, ticket: null, wholeUrl: WHOLE }
}

const points = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    text: `第${n + 1}点：${'用人单位应当按照约定支付工资。'.repeat(4)}`,
    citationIds: [],
  }))
const basis = (quote: string): Answer['bases'][number] => ({
  kind: 'statute',
  lawTitle: '劳动法',
  number: '第五十条',
  versionDate: '2018-12-29',
  quote,
  passageId: 'p1',
  loaded: true,
})

describe('an answer as messages', () => {
  it.each(CHANNEL_NAMES)('is at most three that fit, each whole, over %s', (channel) => {
    const made = fc.record({
      count: fc.integer({ min: 0, max: 200 }),
      quote: fc.integer({ min: 0, max: 1500 }),
      withTicket: fc.boolean(),
    })
    fc.assert(
      fc.property(made, ({ count, quote, withTicket }) => {
        const answer = { points: points(count), bases: [basis('工资应当按月支付。'.repeat(quote / 9 + 1))] }
        const parts = renderReply({ ...reply(answer), ticket: withTicket ? ticket : null }, channel, deps)
        const written = parts.map((part) => writeText(part, channel, zhCN))
        expect(parts.length).toBeLessThanOrEqual(3)
        for (const each of written) expect(CHANNEL_FORMATS[channel].fits(each)).toBe(true)
        expect(parts.join('\n')).toContain('本回答由人工智能根据现行法律整理，供参考')
        if (withTicket) expect(parts.join('\n')).toContain(ticket.queryCode)
        const isWhole = parts.join('').includes(`第${count}点`) || count === 0
        if (!isWhole) expect(parts.at(-1)).toContain(`完整答复（30 天内可看） ${WHOLE}\n`)
      }),
      { numRuns: 60 },
    )
  })

  it('links to the whole answer only where something was left out', () => {
    const links = (answer: Partial<Answer>) =>
      renderReply(reply(answer), 'wechat', deps)
        .join('\n')
        .match(/https:\S+/g)
    const short = basis('工资应当按月支付。')
    expect(links({ bases: [short] })).toEqual(['https://12348.example/articles/p1'])
    expect(links({ bases: [basis('工资应当按月支付。'.repeat(200))] })).toEqual([
      'https://12348.example/articles/p1',
      WHOLE,
    ])
    expect(links({ bases: [short], points: points(60) })).toEqual([WHOLE])
  })

  it('is labelled as made by a machine where it is an answer from sources', () => {
    const label = /本回答由人工智能/
    const said = (answer: Partial<Answer>) => renderReply(reply(answer), 'wechat', deps).join('\n')
    expect(said({ bases: [basis('工资应当按月支付。')] })).toMatch(label)
    const later = { ...reply({ bases: [basis('工资应当按月支付。')] }), isKnown: true }
    const again = renderReply(later, 'wechat', deps).join('\n')
    expect(again).toContain('（人工智能生成）')
    expect(again).not.toMatch(label)
    expect(said({ choices: ['欠薪', '工伤'] })).not.toMatch(label)
    expect(said({ bases: [basis('工资应当按月支付。')], aiGenerated: false })).not.toMatch(label)
  })

  it('says that it is shortened where no page can be linked to', () => {
    const parts = renderReply({ ...reply({ points: points(60) }), wholeUrl: null }, 'wechat', deps)
    expect(parts.at(-1)).toMatch(/（内容较长，只发了主要部分）（3\/3）$/)
    expect(parts.join('')).not.toContain('http')
  })

  it('lets nothing stand right behind an address', () => {
    const text = `${'材料要带齐。'.repeat(110)}\n《劳动法》第五十条 https://12348.example/articles/p1`
    const parts = renderWords(text, 'wechat', deps)
    expect(parts.at(-1)).toMatch(/articles\/p1\n（\d\/\d）$/)
    expect(writeText(parts.at(-1)!, 'wechat', zhCN)).toContain(
      '<a href="https://12348.example/articles/p1">《劳动法》第五十条</a>',
    )
  })

  it('numbers also more than nine messages within what one carries', () => {
    const parts = renderWords('请带身份证原件和复印件。'.repeat(600), 'wechat', deps)
    expect(parts.length).toBeGreaterThan(9)
    for (const part of parts) expect(CHANNEL_FORMATS.wechat.fits(part)).toBe(true)
  })
})
