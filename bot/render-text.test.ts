import { describe, expect, it } from 'vitest'
import { type Answer, type Basis, emptyAnswer } from './answer.js'
import { renderText } from './render-text.js'
import { zhCN } from './words/zh-CN.js'

const basis = (lawTitle: string, number: string | null, quote: string | null): Basis => ({
  kind: number === null ? 'faq' : 'statute',
  lawTitle,
  number,
  versionDate: number === null ? null : '2021-01-01',
  quote,
  passageId: quote,
  loaded: quote !== null,
})
const render = (answer: Partial<Answer>) => renderText({ ...emptyAnswer(''), ...answer }, zhCN)

describe('an answer as plain text', () => {
  it('has the answer, the steps and the grounds, and no questions to go on with', () => {
    const text = render({
      summary: '能要回来。',
      summaryCitationIds: [1],
      steps: [{ text: '打 12333 投诉。', citationIds: [2] }],
      bases: [basis('甲法', '第一条', '应当支付工资。'), basis('怎么要工资？', null, '打 12333 投诉。')],
      followUps: ['工资最多算几个月'],
      notices: ['一年内申请。'],
    })
    expect(text).toBe(
      [
        '能要回来。〔1〕',
        '怎么做\n1. 打 12333 投诉。〔2〕',
        '依据\n〔1〕《甲法》第一条（2021-01-01）：应当支付工资。\n〔2〕《怎么要工资？》',
        '请注意\n一年内申请。',
      ].join('\n\n'),
    )
  })

  it('says nothing twice that the answer names and quotes itself', () => {
    const text = render({
      summary: '根据《甲法》第一条的规定：应当退还。',
      summaryCitationIds: [1],
      points: [
        { text: '逾期的付利息。', citationIds: [1] },
        { text: '《甲法》第二条：可以起诉。', citationIds: [2] },
        { text: '《乙法》第三条：可以调解。', citationIds: [3] },
        { text: '《甲法》第四条：不得拒绝。', citationIds: [4] },
      ],
      bases: [
        basis('甲法', '第一条', '应当退还。'),
        basis('甲法', '第二条', '可以起诉。'),
        basis('乙法', '第三条', '可以调解。'),
        basis('甲法', '第四条', '不得拒绝。'),
      ],
    })
    expect(text).toBe(
      [
        '根据《甲法》第一条（2021-01-01）的规定：应当退还。',
        '',
        '逾期的付利息。',
        '同法第二条：可以起诉。',
        '《乙法》第三条（2021-01-01）：可以调解。',
        '《甲法》第四条（2021-01-01）：不得拒绝。',
      ].join('\n'),
    )
  })

  it('lists an article that is named without its words, and one that another sentence rests on', () => {
    const text = render({
      summary: '按《甲法》第一条要退。',
      summaryCitationIds: [1],
      points: [{ text: '可以起诉。', citationIds: [2] }],
      bases: [basis('甲法', '第一条', '应当退还。'), basis('甲法', '第二条', '可以起诉。')],
    })
    expect(text).toContain('〔1〕《甲法》第一条（2021-01-01）：应当退还。\n〔2〕同法第二条')
    expect(text).toContain('按《甲法》第一条要退。〔1〕\n\n可以起诉。〔2〕')
  })

  it('says of an article that is not loaded that it is not', () => {
    expect(
      render({ summary: '要退。', summaryCitationIds: [1], bases: [basis('甲法', '第一条', null)] }),
    ).toContain('〔1〕《甲法》第一条（2021-01-01）（法条全文未载入）')
  })

  it('leaves the dates of an article to a heading that has them', () => {
    const text = render({
      summary: '《甲法》第一条（2021-01-01 起施行，现行有效）',
      summaryCitationIds: [1],
      points: [{ text: '应当退还。', citationIds: [1] }],
      bases: [basis('甲法', '第一条', '应当退还。')],
    })
    expect(text).toBe('《甲法》第一条（2021-01-01 起施行，现行有效）\n\n应当退还。')
  })
})
