import { expect, it } from 'vitest'
import { type AidApplication, aidApplicationSchema, writeApplication } from './aid-application.js'

const PERSON = {
  name: '郭铁柱',
  identityNumber: 'H12345678',
  phone: '13851724096',
  address: '梧桐路18号3幢502室',
  agent: '欧阳倩，妻子',
}
const APPLICATION: AidApplication = {
  aidCase: { matter: 'wages', free: null, hasLawyer: false, appointed: null, notChecked: 'migrant' },
  whatHappened: '我是郭铁柱，住梧桐路18号3幢502室，老板三个月没给工资。卡号6222021001112223330。',
  otherParty: '示例建筑有限公司',
  request: '请求支付拖欠的工资。',
  applicant: PERSON,
}

it('is written line by line for the ticket, with the articles that it was held against', () => {
  expect(writeApplication(APPLICATION, '320100').text).toBe(`法律援助申请
申请事项：讨要工资（劳动报酬）
初步对照：看起来符合条件；法律援助法第三十一条第五项；进城务工，讨要劳动报酬或者工伤赔偿，免予核查（法律援助法第四十二条第三项）
事情经过：${APPLICATION.whatHappened}
对方：示例建筑有限公司
请求：请求支付拖欠的工资。
地区：江苏省南京市
申请人：郭铁柱
证件号码：H12345678
联系电话：13851724096
住址：梧桐路18号3幢502室
代为申请：欧阳倩，妻子`)
})

it('shows nothing personal outside the ticket: what was typed as such, wherever it stands, and what looks like it', () => {
  const { masked, brief } = writeApplication(APPLICATION, '320100')
  const seen = masked + JSON.stringify(brief)
  for (const personal of [...Object.values(PERSON), '6222021001112223330'])
    expect(seen).not.toContain(personal)
  expect(masked).toContain('申请人：[姓名1]')
  expect(masked).toContain('我是[姓名1]，住[地址1]，老板三个月没给工资')
  expect(brief).toMatchObject({ matter: 'labour', serviceLine: 'legal_aid' })
  expect(brief.facts).toMatchObject({ wish: '请求支付拖欠的工资。', where: '江苏省南京市' })
})

it('needs a name, a phone and what happened; lines that were left out stand nowhere', () => {
  const bare = { ...PERSON, identityNumber: '', address: '', agent: '' }
  const { text } = writeApplication({ ...APPLICATION, applicant: bare, otherParty: '' }, null)
  expect(text).not.toMatch(/对方|证件号码|住址|代为申请|地区/)
  for (const change of [{ name: ' ' }, { phone: '\u200b' }])
    expect(
      aidApplicationSchema.safeParse({ ...APPLICATION, applicant: { ...PERSON, ...change } }).success,
    ).toBe(false)
  expect(aidApplicationSchema.safeParse({ ...APPLICATION, whatHappened: '' }).success).toBe(false)
})
