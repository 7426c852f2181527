import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingest } from '../knowledge/ingest/ingest.js'
import { openTestBot } from './fixtures/open-test-bot.js'

const NOISE = '邻居半夜吵闹怎么办？'
const ON_THE_WAY = '上下班路上出车祸，算工伤吗？'
const UNTIL_WHEN = '工伤认定多久要申请，单位不报怎么办？'
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

  it('that says what the contract says is no refusal', async () => {
    const { answer } = await bot.converse('房东不退押金', '合同里写了违约不退')
    expect(answer.summary).toBe('房东要扣钱，得说得出合同依据。')
  })
})
