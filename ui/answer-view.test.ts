import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { type Answer, emptyAnswer } from '../bot/answer.js'
import { zhCN as botWords } from '../bot/words/zh-CN.js'
import { answerText } from './answer-text.js'
import { AnswerView } from './answer-view.js'
import { zhCN } from './words/zh-CN.js'

const answer: Answer = {
  ...emptyAnswer('能要回来。'),
  summaryCitationIds: [1],
  steps: [{ text: '拨打 12333 投诉。', citationIds: [2, 9] }],
  materials: ['身份证件'],
  bases: [
    {
      kind: 'statute',
      lawTitle: '劳动合同法',
      number: '第三十条',
      versionDate: '2012-12-28',
      quote: '及时足额支付',
      passageId: 'p30',
      loaded: true,
    },
    {
      kind: 'statute',
      lawTitle: '法律援助法',
      number: '第三十一条',
      versionDate: null,
      quote: null,
      passageId: null,
      loaded: false,
    },
  ],
  notices: ['一年内申请仲裁。'],
}
const html = (shown: Answer) =>
  renderToStaticMarkup(createElement(AnswerView, { answer: shown, onOpenBasis: () => undefined }))

describe('AnswerView', () => {
  it('gives every citation mark the name of its article', () => {
    expect(html(answer)).toContain('aria-label="依据1：劳动合同法第三十条"')
  })

  it('leaves out a mark that has no basis', () => {
    expect(html(answer)).not.toContain('〔9〕')
  })

  it('names a statute that is not loaded like any other, without a version, and says so once for all', () => {
    const note = botWords.noteNotLoaded
    const shown = html({ ...answer, notices: [note], bases: [...answer.bases, ...answer.bases] })
    const rows = shown.split('<li').filter((row) => row.includes('basis__name'))
    expect(rows[1]).toContain('《法律援助法》第三十一条')
    expect(rows[1]).not.toContain('basis__note')
    expect(shown.split('载入')).toHaveLength(2)
  })

  it('puts a deadline into the amber box and plain information into a quiet one', () => {
    const plain = '冷静期只用在登记离婚。'
    const shown = html({ ...answer, notices: [...answer.notices, plain] })
    const [, amber, quiet] = shown.split(/class="callout(?=[" ])/)
    expect(amber).toContain('一年内申请仲裁。')
    expect(quiet).toMatch(/^ callout--plain/)
    expect(quiet).toContain(plain)
  })

  it('shows text as text', () => {
    expect(html(emptyAnswer('<img src=x onerror=alert(1)> **粗体**'))).toContain('&lt;img src=x')
  })
})

describe('answerText', () => {
  it('copies the answer with its bases and the label', () => {
    expect(answerText(answer, zhCN).split('\n')).toEqual([
      '能要回来。〔1〕',
      '',
      '怎么办',
      '1. 拨打 12333 投诉。〔2〕',
      '',
      '要带的材料',
      '· 身份证件',
      '',
      '依据',
      '〔1〕《劳动合同法》第三十条（2012-12-28）：及时足额支付',
      '〔2〕《法律援助法》第三十一条',
      '',
      '注意',
      '一年内申请仲裁。',
      '',
      zhCN.thread.disclaimer,
    ])
  })

  it('leaves out what is there to be pressed, and the label of what no machine wrote', () => {
    const notices = [...answer.notices, '您在哪个县（市、区）？告诉我，我给您最近的办事地点。']
    const asked = { ...answer, choices: ['甲'], followUps: ['乙'], notices }
    expect(answerText(asked, zhCN)).toBe(answerText(answer, zhCN))
    expect(answerText({ ...answer, aiGenerated: false }, zhCN)).not.toContain(zhCN.thread.disclaimer)
  })
})
