import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { answerDraftSchema } from '../answer-draft.js'

/** What is asked and the sources that the model is given, by title, or by law and article, in the order of their numbers. */
export const TOPICS = {
  arb: {
    question: '公司拖欠工资又没签合同，劳动仲裁怎么申请',
    sources: ['申请劳动仲裁', '劳动合同法第三十条', '劳动合同法第八十二条'],
  },
  aid: { question: '请不起律师怎么办', sources: ['申请法律援助'] },
  div: {
    question: '协议离婚怎么办，冷静期多久',
    sources: [
      '办理离婚登记（协议离婚）',
      '民法典第一千零七十六条',
      '民法典第一千零七十七条',
      '民法典第一千零七十八条',
    ],
  },
  inj: { question: '上班受伤怎么申请工伤', sources: ['申请工伤认定'] },
  enf: { question: '法院判了对方不给钱怎么办', sources: ['申请强制执行'] },
  will: { question: '怎么立遗嘱才有效', sources: ['办理遗嘱公证'] },
  con: { question: '买到假货怎么投诉', sources: ['消费投诉 12315'] },
  tra: { question: '出了车祸怎么处理', sources: ['道路交通事故怎么处理'] },
  loan: {
    question: '借钱没写借条能要回来吗，利息多高算合法',
    sources: ['没有借条，只有转账记录，能要回钱吗？', '借钱多久没要就过期了？', '利息约定多高才受保护？'],
  },
  rent: {
    question: '房东不退押金怎么办',
    sources: ['退租了，房东不退押金怎么办？', '没到期想提前退租，要赔多少？'],
  },
  dv: {
    question: '人身安全保护令怎么申请',
    sources: ['人身安全保护令怎么申请？', '他违反保护令又来骚扰、打人，怎么办？'],
  },
  throw: { question: '楼上掉东西砸到人谁赔', sources: ['民法典第一千二百五十四条'] },
  park: { question: '公园要门票吗', sources: ['江苏省公园管理试行办法第一条'], regionCode: '320000' },
  /** A source of another province than the citizen's. */
  parkzj: { question: '公园要门票吗', sources: ['江苏省公园管理试行办法第一条'], regionCode: '330000' },
  old: { question: '2015年怎么离婚', sources: ['婚姻法第三十二条'], asOfDate: '2015-06-01' },
  /** A source that is no longer in force. */
  oldnow: { question: '怎么离婚', sources: ['婚姻法第三十二条'] },
} satisfies Record<string, Topic>

export interface Topic {
  question: string
  sources: string[]
  regionCode?: string
  /** `YYYY-MM-DD`. Default: today. */
  asOfDate?: string
}

const draftCaseSchema = z.strictObject({
  id: z.string(),
  topic: z.enum(Object.keys(TOPICS) as [keyof typeof TOPICS, ...(keyof typeof TOPICS)[]]),
  draft: answerDraftSchema,
})
/** Words of the bad claim, which nobody may see. */
const badDraftSchema = draftCaseSchema.extend({ kind: z.string(), forbidden: z.string().min(1) })

/** One case a line. @throws {ZodError} a line that is none */
export const readGoodDrafts = () => read('good.jsonl').map((line) => draftCaseSchema.parse(line))
export const readBadDrafts = () => read('bad.jsonl').map((line) => badDraftSchema.parse(line))

function read(name: string): unknown[] {
  const lines = readFileSync(new URL(name, import.meta.url), 'utf8')
    .trim()
    .split('\n')
  return lines.map((line) => JSON.parse(line))
}
