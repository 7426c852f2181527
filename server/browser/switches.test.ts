import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { citizen } from './citizen.js'
import { closePages } from './close-pages.js'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser, openPage, WIDE } from './open-browser.js'
import { type RunningDesk, startDesk } from './start-desk.js'

const TABLET = { width: 768, height: 1024 }

describe.skipIf(!chromiumPath)('switches', () => {
  let desk: RunningDesk
  let browser: Browser
  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
  })
  closePages(() => browser)

  it('are at the desk of administrators alone, ask for a reason, and count for citizens at once', async () => {
    const { page, problems } = await desk.signIn(browser, 'yanshi-guanli', '/desk/switches')
    const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name }) })
    await row('智能答复').getByText('正常').waitFor()
    await page.getByText('全部正常').waitFor()
    await expectAccessible(page)

    await page.getByRole('button', { name: '停用智能答复' }).click()
    const dialog = page.getByRole('dialog', { name: '停用智能答复' })
    await dialog.getByText('每个问题都转成工单').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '停用' }).click()
    await dialog.locator('.ant-form-item-explain-error').waitFor()
    await dialog.getByLabel('原因').fill('知识库更新出错')
    await dialog.getByRole('button', { name: '停用' }).click()
    await row('智能答复').getByText('知识库更新出错').waitFor()
    await page.getByText('1 项已停用').waitFor()
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/switches-1280.png` })
    await page.setViewportSize(TABLET)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(TABLET.width)
    await expectAccessible(page)
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/switches-768.png` })
    await page.setViewportSize(WIDE)

    const theirs = (await openPage(browser, desk.url)).page
    await theirs.getByText('智能答复现在暂停，您的问题由工作人员答复').waitFor()
    await expectAccessible(theirs)
    const { ask } = citizen(theirs)
    const answered = await ask('老板拖欠工资怎么办')
    await answered.getByText('由工作人员来答复').first().waitFor()
    await answered.locator('.ticket').waitFor()
    await (await ask('我不想活了，药都买好了')).locator('.crisis').waitFor()

    await desk.wenfa('switch', 'off', 'web', '--reason', '演练')
    await row('网页').getByText('已停用').waitFor()
    await theirs.reload()
    await theirs.getByText('网上咨询现在暂停，请打').waitFor()
    await (await ask('老板拖欠工资怎么办')).getByText('这里的咨询现在暂停').first().waitFor()
    await expectAccessible(theirs)
    if (process.env.SHOTS) await theirs.screenshot({ path: `${process.env.SHOTS}/web-off.png` })

    for (const name of ['智能答复', '网页']) {
      await page.getByRole('button', { name: `恢复${name}` }).click()
      await page.getByRole('dialog').getByLabel('原因').fill('演练结束')
      await page.getByRole('dialog').getByRole('button', { name: '恢复' }).click()
      await row(name).getByText('正常').waitFor()
    }
    await theirs.reload()
    await theirs.getByRole('button', { name: '转人工', exact: true }).waitFor()
    expect(await theirs.locator('.banner').count()).toBe(0)
    await page.goto(`${desk.url}/desk/audit`)
    await page.getByRole('row').filter({ hasText: '智能答复' }).first().waitFor()
    expect(problems).toEqual([])
  }, 120_000)

  it('are none of the others’ business', async () => {
    const { page } = await desk.signIn(browser, 'yanshi-zhuguan', '/desk/switches')
    await page.getByText('您的岗位看不到这一页').waitFor()
    expect(await page.getByRole('link', { name: '开关' }).count()).toBe(0)
  })
})
