import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingest } from '../knowledge/ingest/ingest.js'
import { openTestBot } from './fixtures/open-test-bot.js'
import { zhCN } from './words/zh-CN.js'

const NOISE = '邻居半夜吵闹怎么办？'
const ON_THE_WAY = '上下班路上出车祸，算工伤吗？'
const UNTIL_WHEN = '工伤认定多久要申请，单位不报怎么办？'
const NO_RECEIPT = '商家不开发票、小票丢了，怎么办？'
const ENTRIES = `# 常见问题

## ${NOISE}
- 事项: neighbour
- 也这样问: 邻居太吵睡不着 | 楼上天天吵

可以报警让他停。

1. 录音，记下时间。
2. 找物业制止。
3. 反复不改，找人民调解，再起诉。

## 物业服务差，能不交物业费吗？
- 事项: property_management
- 也这样问: 物业什么都不管 | 物业不管事

已经提供服务的，不能拒交。

## ${ON_THE_WAY}
- 事项: work_injury
- 也这样问: 上班路上被车撞了算工伤吗
- 接着问: ${UNTIL_WHEN.slice(0, -1)}

本人不负主要责任的，算工伤。

1. 找单位申报工伤。

## ${UNTIL_WHEN}
- 事项: work_injury
- 也这样问: 公司不给报工伤怎么办 | 申请工伤认定有期限吗

单位三十天内要申报；不报的，您自己在一年内可以直接申请。

1. 社保部门六十天内出决定。

## 退租了，房东不退押金怎么办？
- 事项: housing_lease
- 也这样问: 房东不退押金

没有欠费的，押金应当退。

1. 房东要扣钱，得说得出合同依据。
2. 不退的，打 12345 投诉。

## 立案要交的钱
- 事项: civil_procedure_enforcement
- 也这样问: 打官司要交多少诉讼费

按争的钱算，先由原告预交。

## 赢了官司拿不到钱
- 事项: civil_procedure_enforcement
- 也这样问: 对方名下没财产，执行不到怎么办

债不消失，发现财产随时能再执行。

## 没有遗嘱，遗产由谁继承，怎么分？
- 事项: inheritance
- 也这样问: 父母去世房子兄弟姐妹怎么分

先由配偶、子女、父母继承。

## 公司要裁人，补偿怎么算？
- 事项: labour
- 也这样问: 被裁了给多少补偿

每干满一年给一个月工资。

1. 保存合同和工资流水。
2. 六个月以上不满一年的，按一年算。

## 伤残能拿多少钱？
- 事项: work_injury
- 也这样问: 十级伤残能拿多少钱 | 工伤能拿多少钱

按等级给。

## 买到过期食品怎么赔？
- 事项: consumer
- 也这样问: 超市买到过期牛奶

可以退钱，还能要赔偿。

1. 拍下商品、生产日期、小票、货架。
2. 不赔就起诉。

## ${NO_RECEIPT}
- 事项: consumer
- 也这样问: 小票没了还能退吗 | 商家不给发票

有付款记录就能退换。

## 遗嘱怎么写才有效？
- 事项: inheritance
- 也这样问: 立遗嘱要注意什么

自己手写、签名、写日期就有效。请人代写的，要两个以上见证人在场。继承人不能当见证人。

## 证人一定要出庭吗？
- 事项: civil_procedure_enforcement
- 也这样问: 亲戚可以当证人吗 | 证人要做什么

一般要出庭。

## 退票要扣多少手续费？
- 事项: consumer
- 也这样问: 火车票退票扣钱吗

开车前八天以上退的不收。
`

describe('a follow-up', () => {
  let bot: Awaited<ReturnType<typeof openTestBot>>
  beforeAll(async () => {
    bot = await openTestBot()
    const folder = await mkdtemp(join(tmpdir(), 'wenfa-follow-ups-'))
    await writeFile(join(folder, '追问.faq.md'), ENTRIES)
    await ingest({ db: bot.db, paths: [folder], kind: 'faq' })
    await rm(folder, { recursive: true })
    await bot.refresh()
  }, 60_000)
  afterAll(() => bot.close())

  it('after a question back asks something new of another field, though a fact of that has to be asked too', async () => {
    const asked = await bot.converse('摔伤了能赔多少')
    expect(asked.outcome).toBe('clarifying_facts')
    const { outcome, answer } = await bot.converse(
      '摔伤了能赔多少',
      '我妈去世了，她名下的房子我们三兄妹怎么分',
    )
    expect([outcome, answer.choices[0]]).toEqual(['clarifying_facts', '没有遗嘱'])
  })

  it('after a question back may be a new question in few words, though none of them names a field', async () => {
    expect((await bot.converse('摔伤了能赔多少')).outcome).toBe('clarifying_facts')
    const { outcome, answer } = await bot.converse('摔伤了能赔多少', '小票没了还能退吗')
    expect([outcome, answer.bases[0]?.lawTitle]).toEqual(['answered_from_sources', NO_RECEIPT])
  })

  it('that names the day is told until when the law gives time from it', async () => {
    const { outcome, answer } = await bot.converse(UNTIL_WHEN, '我是今年5月20日摔伤的')
    expect(outcome).toBe('answered_from_sources')
    expect(answer.summary).toContain('您自己申请最晚2027年5月20日（周四）。')
    expect(answer.points.map(({ text }) => text)).toContain(
      '单位三十天内要申报；不报的，您自己在一年内可以直接申请。',
    )
    expect(answer.bases.map(({ lawTitle }) => lawTitle)).toContain(UNTIL_WHEN)
  })

  it('that tells what came of a step goes on from there, though it names another field', async () => {
    const { answer } = await bot.converse(NOISE, '物业说管不了')
    expect(answer.summary).toBe('反复不改，找人民调解，再起诉。')
  })

  it('that asks until when is told that, and not how long the office takes', async () => {
    const { answer } = await bot.converse(ON_THE_WAY, '我自己申请期限是多久')
    expect(answer.summary).toBe('单位三十天内要申报；不报的，您自己在一年内可以直接申请。')
  })

  it('is not told again what has been told, where that says nothing of it', async () => {
    const told = await bot.converse(ON_THE_WAY)
    const { answer } = await bot.converse(ON_THE_WAY, '公司不肯报')
    expect(answer.summary).not.toBe(told.answer.summary)
    expect([answer.bases[0]?.lawTitle, ...answer.choices]).toContain(UNTIL_WHEN)
    expect(answer.choices).not.toContain(ON_THE_WAY)
  })

  it('that tells a fact of which nothing was said is noted, and carried on', async () => {
    const told = await bot.converse(NOISE, '他是租客')
    expect([told.outcome, told.answer.summary]).toEqual(['clarifying_question', zhCN.noted])
    const { outcome, trace } = await bot.converse(NOISE, '他是租客', '他不听怎么办')
    expect(outcome).toBe('answered_from_sources')
    expect(trace.standaloneQuestion).toContain('他是租客')
  })

  it('of a shopkeeper is of the shop that was spoken of', async () => {
    const { trace } = await bot.converse('房东不退押金', '老板联系不上')
    expect(trace.standaloneQuestion).toBe('房东不退押金，老板联系不上')
  })

  it('that names another entry of the field by its own words is told that, though what was told speaks of it too', async () => {
    const { answer } = await bot.converse('超市买到过期牛奶', '小票丢了')
    expect(answer.bases[0]?.lawTitle).toBe(NO_RECEIPT)
  })

  it('that asks of what has just been told begins nothing new, though an entry of another field is asked the same', async () => {
    const { answer } = await bot.converse('遗嘱怎么写才有效', '我可以当证人吗')
    expect([answer.summary, ...answer.points.map(({ text }) => text)]).toContain('继承人不能当见证人。')
  })

  it('that puts right what was said before asks the same again with it', async () => {
    const { outcome, trace } = await bot.converse('退票要扣多少手续费', '说错了，是火车票')
    expect(trace.standaloneQuestion).toBe('退票要扣多少手续费，是火车票')
    expect(outcome).toBe('answered_from_sources')
  })

  it('that says what the contract says is no refusal', async () => {
    const { answer } = await bot.converse('房东不退押金', '合同里写了违约不退')
    expect(answer.summary).toBe('房东要扣钱，得说得出合同依据。')
  })

  it('on a side that the subject says nothing of is told what holds of every dispute', async () => {
    const { answer } = await bot.converse(NOISE, '要花多少钱')
    expect(answer.summary).toBe('按争的钱算，先由原告预交。')
  })

  it('is not told of lawsuits where what was spoken of does not end in one', async () => {
    const { answer } = await bot.converse('物业什么都不管', '要花多少钱')
    expect(answer.summary).not.toBe('按争的钱算，先由原告预交。')
  })

  it('that says nothing can be taken from whoever owes is told how a judgment is enforced', async () => {
    const { answer } = await bot.converse(NOISE, '他名下没房子怎么办')
    expect(answer.summary).toBe('债不消失，发现财产随时能再执行。')
  })

  it('that changes what was counted is counted anew', async () => {
    const first = '被裁了给多少补偿，干了3年4个月，月薪8000'
    const { answer } = await bot.converse(first, '要是干了3年7个月呢')
    expect(answer.summary).toContain('是4个月的工资，32000元')
  })

  it('that is counted stands on the articles that it is counted by, not on those of the entry', async () => {
    const { answer } = await bot.ask('被裁了给多少补偿，干了3年4个月，月薪8000')
    const cited = answer.summaryCitationIds.map((id) => answer.bases[id - 1])
    expect(cited).toMatchObject([
      { number: '第四十七条', loaded: true },
      { number: '第八十七条', loaded: true },
    ])
    expect(cited[0]!.quote).toContain('每满一年支付一个月工资')
    // The entry names neither of them, so its limits are told.
    expect(answer.points[0]!.text).toMatch(/^按干了3年4个月算。.*最多算十二年/)
  })

  it('is not counted by the law of a day on which there were no such articles', async () => {
    const { answer } = await bot.ask('被裁了给多少补偿，干了3年4个月，月薪8000', { asOfDate: '2007-01-01' })
    expect(JSON.stringify(answer)).not.toContain('个月的工资')
  })

  it('that tells how long it was gets the sum, and the sentences that count by it', async () => {
    const { answer } = await bot.converse('被裁了给多少补偿', '干了三年零四个月')
    expect(answer.summary).toContain('3.5个月的工资')
    expect(answer.points.slice(1).map(({ text }) => text)).toEqual([
      '六个月以上不满一年的，按一年算。',
      '每干满一年给一个月工资。',
    ])
  })
})

it('takes no question for another one because both ask how much', async () => {
  const bot = await openTestBot()
  const folder = await mkdtemp(join(tmpdir(), 'wenfa-how-much-'))
  await writeFile(join(folder, '多少.faq.md'), ENTRIES.replace(/## 公司要裁人[\s\S]*?(?=## 伤残)/, ''))
  await ingest({ db: bot.db, paths: [folder], kind: 'faq' })
  await rm(folder, { recursive: true })
  await bot.refresh()
  const { answer } = await bot.ask('我被裁了能拿多少钱')
  expect(answer.summary).not.toBe('按等级给。')
  await bot.close()
})
