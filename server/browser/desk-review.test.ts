import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { citizen } from './citizen.js'
import { closePages } from './close-pages.js'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser, openPage } from './open-browser.js'
import { type RunningDesk, startDesk } from './start-desk.js'

const LAW = `# 中华人民共和国劳动合同法

2012年12月28日 全国人民代表大会常务委员会修正

<!-- INFO END -->

第三十条 用人单位应当按照劳动合同约定和国家规定，向劳动者及时足额支付劳动报酬。

用人单位拖欠或者未足额支付劳动报酬的，劳动者可以依法向当地人民法院申请支付令，人民法院应当依法发出支付令。
`
const QUESTION = '厂里把工资拖到年底才发，可以去法院申请支付令吗？'

describe.skipIf(!chromiumPath)('a question with its answer', () => {
  let desk: RunningDesk
  let browser: Browser
  let laws: string
  beforeAll(async () => {
    laws = await mkdtemp(join(tmpdir(), 'wenfa-laws-'))
    await mkdir(join(laws, 'national'))
    await writeFile(join(laws, 'national', '劳动合同法(2012-12-28).md'), LAW)
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    await desk.wenfa('ingest', laws)
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
    await rm(laws, { recursive: true, force: true })
  })
  closePages(() => browser)

  it('goes from an answered ticket through the review of somebody else to the next citizen', async () => {
    const { tickets } = JSON.parse(await desk.wenfa('tickets', 'list', '--all', '--json')) as {
      tickets: { number: string; summaryMasked: string }[]
    }
    const { number } = tickets.find(({ summaryMasked }) => summaryMasked.includes('老板拖欠工资'))!
    const { page, problems } = await desk.signIn(browser, 'yanshi-qu', `/desk/tickets/${number}`)
    await page.getByRole('heading', { name: number }).waitFor()
    expect(await page.getByRole('button', { name: '推荐为问答' }).count()).toBe(0)
    await page.keyboard.press('t')
    await page.locator('.ticket__bar').getByText('办理中').waitFor()
    await page
      .locator('.reply textarea')
      .fill(
        '您好，可以。厂里拖欠工资的，您可以依法向当地人民法院申请支付令（《劳动合同法》第三百条）。我明天打13800000001找您。',
      )
    await page.getByRole('button', { name: '发送答复' }).click()
    await page.getByRole('button', { name: '立即发送' }).click()
    await page.locator('.ticket__bar').getByText('已答复').waitFor()

    await page.getByRole('button', { name: '推荐为问答' }).click()
    const dialog = page.getByRole('dialog', { name: '推荐为问答' })
    await dialog.getByText('13800000001').waitFor()
    await dialog.getByText('没有找到', { exact: true }).waitFor()
    await dialog.getByRole('alert').getByText('这部法没有这一条').waitFor()
    await dialog.getByText('同一个问题').first().waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '送审核' }).click()
    await dialog.getByRole('alert').filter({ hasText: '请改正，或者删掉' }).first().waitFor()
    await dialog.getByLabel('问题').fill(QUESTION)
    await dialog
      .getByLabel('答复')
      .fill('可以。厂里拖欠工资的，您可以依法向当地人民法院申请支付令（《劳动合同法》第三十条）。')
    await dialog.getByText('已核对').waitFor()
    await dialog.getByRole('button', { name: '看《劳动合同法》第三十条全文' }).click()
    await page.locator('dialog .reader__text').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'hidden' })
    await dialog.getByRole('button', { name: '送审核' }).click()
    await page.locator('.ticket__qa').getByText('等待审核').waitFor()
    expect(await page.getByRole('button', { name: '推荐为问答' }).count()).toBe(0)
    // A refusal is in the browser's log.
    expect(problems.filter((problem) => !problem.includes('400'))).toEqual([])

    const reviewer = await desk.signIn(browser, 'yanshi-zhishi', '/desk/review')
    await reviewer.page.getByRole('link', { name: '知识审核' }).waitFor()
    await reviewer.page.getByRole('link', { name: QUESTION }).waitFor()
    await expectAccessible(reviewer.page)
    await reviewer.page.getByRole('link', { name: QUESTION }).click()
    await reviewer.page.getByText('已核对').waitFor()
    await expectAccessible(reviewer.page)
    await reviewer.page.getByLabel('问题').fill(`${QUESTION}怎么申请？`)
    expect(await reviewer.page.getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true)
    await reviewer.page.getByRole('button', { name: '保存修改' }).click()
    await reviewer.page.getByText('何清（演示） 改过').waitFor()
    await reviewer.page.getByRole('button', { name: '发布', exact: true }).click()
    await reviewer.page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
    await reviewer.page.getByRole('link', { name: '有一个子女不尽赡养义务' }).waitFor()
    await reviewer.page.getByRole('link', { name: QUESTION }).waitFor({ state: 'detached' })

    const { page: asking } = await openPage(browser, desk.url)
    const { ask } = citizen(asking)
    await expect
      .poll(async () => (await ask(QUESTION)).textContent(), { timeout: 30_000, interval: 3000 })
      .toContain('厂里拖欠工资的，您可以依法向当地人民法院申请支付令')
    await asking.getByText('劳动合同法').last().waitFor()
    await page.reload()
    await page.locator('.ticket__qa').getByText('已发布为问答').waitFor()
  }, 120_000)

  it('is sent back with a reason, which its author sees beside it', async () => {
    const { tickets } = JSON.parse(await desk.wenfa('tickets', 'list', '--all', '--json')) as {
      tickets: { number: string; summaryMasked: string }[]
    }
    const { number } = tickets.find(({ summaryMasked }) => summaryMasked.includes('没签劳动合同'))!
    const { page } = await desk.signIn(browser, 'yanshi-qu2', `/desk/tickets/${number}`)
    await page.locator('.ticket__qa').getByText('请改成一般的说法').waitFor()
    await page.getByRole('button', { name: '修改后再送审' }).click()
    const dialog = page.getByRole('dialog', { name: '推荐为问答' })
    await dialog.getByLabel('答复').fill('工资应当及时足额支付（《劳动合同法》第三十条）。')
    await dialog.getByText('已核对').waitFor()
    await dialog.getByRole('button', { name: '送审核' }).click()
    await page.locator('.ticket__qa').getByText('等待审核').waitFor()

    const { page: reviewing } = await desk.signIn(browser, 'yanshi-zhuguan', '/desk/review')
    await reviewing.setViewportSize({ width: 768, height: 1024 })
    await reviewing.getByRole('link', { name: '没签劳动合同' }).click()
    await reviewing.getByText('已核对').waitFor()
    expect(await reviewing.evaluate(() => document.documentElement.scrollWidth)).toBe(768)
    await expectAccessible(reviewing)
    await reviewing.getByRole('button', { name: '退回' }).click()
    await reviewing.getByRole('dialog').getByText('依据不准确').click()
    await reviewing.getByRole('dialog').getByRole('button', { name: '退回' }).click()
    await reviewing.getByRole('link', { name: '没签劳动合同' }).waitFor({ state: 'detached' })

    await page.reload()
    await page.locator('.ticket__qa').getByText('依据不准确').waitFor()
    await page.getByRole('button', { name: '修改后再送审' }).click()
    await page.setViewportSize({ width: 768, height: 1024 })
    await page.getByRole('dialog', { name: '推荐为问答' }).getByText('已核对').waitFor()
    await expectAccessible(page)
  }, 120_000)
})
