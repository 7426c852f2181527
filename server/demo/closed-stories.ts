import type { DemoLogin } from './demo-staff.js'
import type { DemoStory } from './demo-story.js'

const DAY = 24 * 60
const [TAKEN, ANSWERED, CLOSED] = [60, 90, 30]
/** A week before now lies in the last whole week, whatever day it is. */
const WEEK = 7 * DAY

interface ClosedStory {
  weeksAgo: 1 | 2
  regionCode: string
  by: DemoLogin
  asks: string
  wants: string
  answer: string
}

/** What was closed in the last weeks, for supervisors to look through. */
export const CLOSED_STORIES: readonly DemoStory[] = (
  [
    {
      weeksAgo: 1,
      regionCode: '330502',
      by: 'yanshi-qu',
      asks: '休息日加班，公司不给加班费怎么办？',
      wants: '连着三个月每周六都上班，工资条上没有加班费',
      answer:
        '您好，休息日安排工作又不能安排补休的，应当支付不低于工资百分之二百的工资报酬（《劳动法》第四十四条）。请保存考勤和工资条，可以向劳动监察部门投诉，也可以申请劳动仲裁，仲裁不收费。',
    },
    {
      weeksAgo: 1,
      regionCode: '330502',
      by: 'yanshi-qu2',
      asks: '借出去的钱三年多没还，还能要吗？',
      wants: '去年在微信上催过一次，他说过年还',
      answer:
        '您好，您去年催过款，诉讼时效从那时起重新计算（《民法典》第一百九十五条），没有超过三年，可以起诉。',
    },
    {
      weeksAgo: 1,
      regionCode: '330521',
      by: 'yanshi-xian',
      asks: '离婚后对方不给抚养费怎么办？',
      wants: '法院判的每月一千二，半年没给了',
      answer:
        '您好，可以带判决书向法院申请强制执行。申请执行的期间是二年（《民事诉讼法》第二百五十条），请尽早申请；写申请书有困难的，到县公共法律服务中心，我们帮您写，不收费。',
    },
    {
      weeksAgo: 1,
      regionCode: '330500',
      by: 'yanshi-shi',
      asks: '自己写遗嘱，怎么写才有效？',
      wants: '想把房子留给小女儿',
      answer:
        '您好，自书遗嘱要由您亲笔书写、签名，注明年、月、日（《民法典》第一千一百三十四条）。不要打印后只签名。需要的话，可以来中心预约见证或公证。',
    },
    {
      weeksAgo: 2,
      regionCode: '330502',
      by: 'yanshi-qu',
      asks: '租的房子漏水，房东不修怎么办？',
      wants: '催了三次，墙都发霉了',
      answer:
        '您好，房东不履行维修义务的，您可以自行维修，费用由房东负担（《民法典》第七百一十三条）。请先书面通知房东，留好照片、票据。',
    },
    {
      weeksAgo: 2,
      regionCode: '330500',
      by: 'yanshi-shi',
      asks: '公司一直没给我交社保，怎么办？',
      wants: '上班两年了，能补交吗',
      answer: '您好，请向社会保险费征收机构反映，由它责令公司限期缴纳或者补足（《社会保险法》第六十三条）。',
    },
  ] satisfies readonly ClosedStory[]
).map(({ weeksAgo, regionCode, by, asks, wants, answer }) => ({
  name: asks,
  startedAgo: weeksAgo * WEEK + TAKEN + ANSWERED + CLOSED + 2,
  regionCode,
  channel: 'web',
  says: [asks],
  wantsHuman: wants,
  deeds: [
    { after: TAKEN, by, command: { kind: 'take' } },
    { after: ANSWERED, by, command: { kind: 'reply', text: answer } },
    { after: CLOSED, by, command: { kind: 'close', reason: '已答复，群众无异议' } },
  ],
}))
