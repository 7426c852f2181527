import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { citizen } from './citizen.js'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser, openPage } from './open-browser.js'
import { type RunningWenfa, startWenfa } from './start-wenfa.js'

const LAW_FILE = '法律援助法(2021-08-20).md'
const LAW = `# 中华人民共和国法律援助法

2021年8月20日 第十三届全国人民代表大会常务委员会第三十次会议通过

<!-- INFO END -->

## 第三章 形式和范围

第三十一条 下列事项的当事人，因经济困难没有委托代理人的，可以向法律援助机构申请法律援助：

（一）依法请求国家赔偿；

（二）请求给予社会保险待遇或者社会救助；

（三）请求发给抚恤金；

（四）请求给付赡养费、抚养费、扶养费；

（五）请求确认劳动关系或者支付劳动报酬；

第三十二条 有下列情形之一，当事人申请法律援助的，不受经济困难条件的限制：

（一）英雄烈士近亲属为维护英雄烈士的人格权益；

第三十四条 经济困难的标准，由省、自治区、直辖市人民政府根据本行政区域经济发展状况和法律援助工作需要确定，并实行动态调整。

第四十二条 法律援助申请人有材料证明属于下列人员之一的，免予核查经济困难状况：

（一）无固定生活来源的未成年人、老年人、残疾人等特定群体；

（二）社会救助、司法救助或者优抚对象；

（三）申请支付劳动报酬或者请求工伤事故人身损害赔偿的进城务工人员；

第七十一条 本法自2022年1月1日起施行。
`
const STORY = '包工头拖了我三个月工资不给，我在示例建筑有限公司的工地干活'

describe.skipIf(!chromiumPath)('an application for legal aid', () => {
  let wenfa: RunningWenfa
  let browser: Browser
  let folder: string
  beforeAll(async () => {
    ;[wenfa, browser] = await Promise.all([startWenfa(), openBrowser()])
    folder = await mkdtemp(join(tmpdir(), 'wenfa-aid-'))
    await writeFile(join(folder, LAW_FILE), LAW)
    await wenfa.wenfa('ingest', join(folder, LAW_FILE))
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await wenfa?.close()
    await rm(folder, { recursive: true, force: true })
  })
  const shot = async (page: Page, name: string) => {
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/aid-${name}.png` })
  }
  const choose = (page: Page, question: string, answer: string) =>
    page.locator(`[data-question="${question}"]`).getByLabel(answer).check()

  it('goes from what was said to a ticket, with the article of each step', async () => {
    const { page, problems } = await openPage(browser, wenfa.url)
    const { ask } = citizen(page)
    await ask(STORY)
    // What was pressed is an answer of the page, not the citizen's story.
    const pressed = page.getByRole('button', { name: '老板拖欠工资怎么办？' })
    if (await pressed.isVisible()) await pressed.click()
    const offer = page.getByRole('button', { name: '准备法律援助申请' })
    await offer.waitFor()
    await expectAccessible(page)
    await offer.click()
    await page.getByRole('heading', { name: '法律援助申请' }).waitFor()
    await expect.poll(() => page.getByLabel('讨要工资（劳动报酬）').isChecked()).toBe(true)
    await expectAccessible(page)
    await shot(page, 'questions')
    await page.getByRole('button', { name: '查看原文：《法律援助法》第三十一条第五项' }).click()
    const reader = page.getByRole('dialog', { name: '法律援助法' })
    await expect
      .poll(() => reader.locator('mark').first().innerText())
      .toBe('（五）请求确认劳动关系或者支付劳动报酬；')
    await page.keyboard.press('Escape')

    // What is missing is asked for where it stands.
    await page.getByRole('button', { name: '看看结果' }).click()
    await page.getByText('这一题还没选。').waitFor()
    await choose(page, 'hasLawyer', '还没有')
    await choose(page, 'free', '都没有')
    await choose(page, 'notChecked', '进城务工')
    await page.getByRole('button', { name: '看看结果' }).click()
    const result = page.locator('.aid__result')
    await result.getByText('照您选的，符合申请法律援助的条件。').waitFor()
    await result.getByText('给不给援助由法律援助机构审查决定').waitFor()
    await expectAccessible(page)
    await shot(page, 'result')
    // Another answer is another case.
    await choose(page, 'notChecked', '都没有')
    await result.waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '看看结果' }).click()
    await result.getByText('可能符合，要由法律援助机构审查。').waitFor()
    await result.getByText('当地的数字我没有').waitFor()

    await result.getByRole('button', { name: '填申请表' }).click()
    expect(await page.getByLabel('事情经过').inputValue()).toBe(STORY)
    expect(await page.getByLabel('对方').inputValue()).toBe('示例建筑有限公司')
    expect(await page.getByLabel('姓名', { exact: true }).inputValue()).toBe('')
    await expectAccessible(page)
    await page.getByRole('button', { name: '看申请表' }).click()
    await page.getByRole('heading', { name: '法律援助申请表' }).waitFor()
    await expectAccessible(page)

    // Printed it may be with blanks; handed in it needs a name and a number.
    await page.getByLabel('我同意这样使用').check()
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.getByText('请填写姓名。').waitFor()
    await page.getByRole('alert').getByRole('button', { name: '回去改' }).click()
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('name')
    await page.keyboard.type('郭铁柱')
    await page.getByLabel('联系电话').fill('13851724096')
    await page.keyboard.press('Enter')
    await page.getByRole('row', { name: '姓名 郭铁柱' }).waitFor()
    await shot(page, 'paper')
    await page.getByLabel('我同意这样使用').check()
    await page.getByRole('button', { name: '提交申请' }).click()
    await page.getByRole('heading', { name: '申请已经提交' }).waitFor()
    const [number, code] = await page.locator('.aid .ticket__facts dd').allInnerTexts()
    await page.locator('.aid').getByText('联系电话 138****4096').waitFor()
    await expectAccessible(page)
    await shot(page, 'done')

    const ticket = JSON.parse(await wenfa.wenfa('tickets', 'show', number!, '--json'))
    expect(ticket).toMatchObject({ reason: 'application', serviceLine: 'legal_aid', contact: '13851724096' })
    const said = ticket.transcript.findLast(({ role }: { role: string }) => role === 'citizen').text
    expect(said).toContain(`事情经过：${STORY}`)
    expect(said).toContain('申请人：郭铁柱')

    // The phone's own way back.
    await page.goBack()
    const turn = page.locator('.turn').last()
    await turn.getByRole('heading', { name: /法律援助申请$/ }).waitFor()
    await turn.getByText(code!).waitFor()
    // Nothing of who applies stays on the device.
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('郭铁柱')
    await page.reload()
    await turn.getByText('看填写的内容').click()
    await turn.getByText('申请人：郭铁柱').waitFor()
    await expectAccessible(page)
    expect(problems).toEqual([])
  }, 120_000)

  it('prints the form alone, on one page of A4', async () => {
    const { page } = await openPage(browser, `${wenfa.url}/#legal-aid`)
    await choose(page, 'matter', '确认劳动关系')
    await choose(page, 'hasLawyer', '还没有')
    await choose(page, 'free', '都没有')
    await choose(page, 'notChecked', '都没有')
    await page.getByRole('button', { name: '看看结果' }).click()
    await page.getByRole('button', { name: '填申请表' }).click()
    expect(await page.getByLabel('您的请求').inputValue()).toBe('请求确认与单位存在劳动关系。')
    await page.getByRole('button', { name: '看申请表' }).click()
    await page.getByRole('heading', { name: '法律援助申请表' }).waitFor()
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1)
    expect(pdf).toMatch(/\/MediaBox\s*\[0 0 59\d(?:\.\d+)? 84\d(?:\.\d+)?\]/)
    await page.emulateMedia({ media: 'print' })
    expect(await page.getByRole('button').filter({ visible: true }).count()).toBe(0)
    expect(await page.locator('.header').isVisible()).toBe(false)
    // Who came by the link gets to the conversation all the same.
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('button', { name: '返回对话' }).click()
    await page.getByRole('textbox', { name: '说说您遇到的事' }).waitFor()
    await page.context().close()
  }, 60_000)
})
