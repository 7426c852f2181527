import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser, openPage } from './open-browser.js'
import { signInStaff } from './sign-in-staff.js'
import { type RunningWenfa, startWenfa } from './start-wenfa.js'
import { SAID, takeCall } from './take-call.js'

const DESKTOP = { width: 1440, height: 900 }
/** Where to keep what the page looks like; absent: nowhere. */
const SHOTS = process.env.WENFA_SHOTS

describe.skipIf(!chromiumPath)('the hotline in a browser', () => {
  let wenfa: RunningWenfa
  let browser: Browser
  let page: Page
  let problems: string[]

  beforeAll(async () => {
    wenfa = await startWenfa()
    browser = await openBrowser()
    const invited = await signInStaff(wenfa, 'hotline', '李梅')
    const opened = await openPage(browser, invited.setUpUrl, { viewport: DESKTOP })
    page = opened.page
    problems = opened.problems
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await invited.setPassword(page)
    // Before: asked who is signed in.
    problems.length = 0
    await page.goto(`${wenfa.url}/desk/hotline`)
    await page.getByLabel('来电人说的').waitFor()
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await wenfa?.close()
  })

  const look = async (name: string) => {
    if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png` })
  }

  it('is accessible before a call', async () => {
    await look('hotline-empty-1440')
    await expectAccessible(page)
  })

  it('takes a call from the first word to a filled ticket by keyboard, and copies by digit', async () => {
    const times = await takeCall(page)
    console.info('hotline, from the first word:', JSON.stringify(times))
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/工资.*（依据：/s)
    await look('hotline-ticket-1440')
    await expectAccessible(page)
    await expect(page.getByLabel('什么时候').inputValue()).resolves.toContain('去年6月')
    await expect(page.getByLabel('拟答复').inputValue()).resolves.toContain('工资')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  })

  it('shows suggestions with their grounds at every width', async () => {
    for (const [width, height] of [
      [1440, 900],
      [1280, 800],
      [768, 1024],
    ] as const) {
      await page.setViewportSize({ width, height })
      await look(`hotline-${width}`)
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect(overflow).toBeLessThanOrEqual(0)
      await expectAccessible(page)
    }
    await page.setViewportSize(DESKTOP)
    const article = page.locator('.tip--article').first()
    await expect(article.innerText()).resolves.toMatch(/《劳动合同法》第.+条/)
  })

  it('records what was changed and what was refused', async () => {
    const taken = page.locator('.taken textarea').first()
    const saved = page.waitForResponse((response) => response.url().endsWith('/choices'))
    await taken.focus()
    await page.keyboard.press('End')
    await page.keyboard.type('请放心')
    await page.keyboard.press('Tab')
    const edited = await (await saved).json()
    expect(edited).toMatchObject({ choice: 'edited', distance: 3 })
    const before = await page.locator('.tip').count()
    await page.keyboard.press('Escape')
    await page.locator('h1').click()
    await page.keyboard.press('Shift+Digit5')
    await expect.poll(() => page.locator('.tip').count()).toBe(before - 1)
  })

  it('opens the ticket, reads out its number, and knows the number that calls again', async () => {
    await page.getByLabel('来电号码').fill('13912345678')
    await page.keyboard.press('Enter')
    await page.getByText('这个号码以前没有来电。').waitFor()
    await page.keyboard.press('F2')
    await page.getByLabel('想要什么').fill('要回拖欠的工资')
    await page.getByRole('button', { name: '登记工单' }).click()
    await page.getByText('先念告知并征得同意，或者清空电话。').waitFor()
    await page.getByText('您的电话只用来就这件事联系您').scrollIntoViewIfNeeded()
    await look('hotline-consent-1440')
    await expectAccessible(page)
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByText('您的电话只用来就这件事联系您').scrollIntoViewIfNeeded()
    await look('hotline-consent-390')
    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByLabel('来电人同意').check()
    await page.getByRole('button', { name: '登记工单' }).click()
    await page.getByText('工单已登记').waitFor()
    const line = await page.locator('.opened__line').innerText()
    expect(line).toMatch(/工单号是 \d{4}，\d{4}，\d{4}；查询码是 \w{4}，\w{4}，\w{4}/)
    await look('hotline-opened-1440')
    await expectAccessible(page)
    const number = await page.locator('.opened__number').innerText()
    const shown = JSON.parse(await wenfa.wenfa('tickets', 'show', number, '--json'))
    expect(JSON.stringify(shown)).toContain('要回拖欠的工资')
    await page.getByRole('button', { name: '接下一个电话' }).click()
    await expect(page.getByLabel('来电人说的').inputValue()).resolves.toBe('')
    await page.getByLabel('来电号码').fill('139 1234 5678')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: number }).waitFor()
    await look('hotline-history-1440')
  })

  it('keeps a call over a reload of the page: words, region, suggestions and what was taken', async () => {
    await page.getByLabel('来电人在哪里').click()
    for (const name of ['江苏省', '南京市', '玄武区']) {
      await page.getByRole('menuitemcheckbox', { name }).or(page.getByTitle(name)).first().click()
    }
    await page.keyboard.press('Escape')
    await page.getByLabel('来电人说的').fill(SAID)
    await page.locator('.tip').first().waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('1')
    await page.locator('.taken textarea').first().waitFor()
    await look('hotline-region-1440')
    await expectAccessible(page)
    const titles = await page.locator('.tip').allInnerTexts()
    await page.reload()
    await page.locator('.tip').first().waitFor()
    expect(await page.getByLabel('来电人说的').inputValue()).toBe(SAID)
    await page.getByText('江苏省南京市玄武区', { exact: true }).waitFor()
    await expect.poll(() => page.locator('.tip').allInnerTexts()).toEqual(titles)
    expect(await page.locator('.taken textarea').count()).toBe(1)
    await page.keyboard.press('F2')
    await page.getByRole('dialog').getByTitle('江苏省南京市玄武区').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: '结束通话' }).click()
    await page.reload()
    expect(await page.getByLabel('来电人说的').inputValue()).toBe('')
    problems.length = 0
  }, 60_000)

  it('comes back by itself after the server was away, with what was written', async () => {
    await page.getByLabel('来电人说的').fill(SAID)
    await page.locator('.tip').first().waitFor()
    const seen = [...problems]
    await wenfa.restart()
    await page.getByText('连接断了，正在重连').waitFor({ state: 'detached' })
    await page.getByLabel('来电人说的').press('End')
    await page.keyboard.type('，也没有签劳动合同')
    await page.locator('.tip').filter({ hasText: '第八十二条' }).first().waitFor()
    // The browser itself reports the connections that failed.
    expect(seen).toEqual([])
  }, 60_000)
})
