import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { citizen } from './citizen.js'
import { closePages } from './close-pages.js'
import { chromiumPath, openBrowser, openPage } from './open-browser.js'
import { type RunningWenfa, startWenfa } from './start-wenfa.js'

const QUESTION = '老板拖欠工资怎么办？'

describe.skipIf(!chromiumPath)('trouble with the server', () => {
  let server: RunningWenfa
  let browser: Browser
  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startWenfa(), openBrowser()])
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  closePages(() => browser)

  it('keeps what was typed while the server is down, and answers it once when it is back', async () => {
    const { page } = await openPage(browser, server.url)
    await page.getByRole('tabpanel').waitFor()
    await citizen(page).ask('没签劳动合同怎么办')
    await server.kill()
    const turn = await citizen(page).ask(QUESTION)
    expect(await turn.getByRole('alert').innerText()).toContain('您写的内容还在')
    await turn.getByRole('heading', { name: QUESTION }).waitFor()
    await turn.getByRole('button', { name: '改一改' }).click()
    expect(await citizen(page).composer.inputValue()).toBe(QUESTION)

    await citizen(page).ask(QUESTION)
    await server.restart()
    // By itself: a citizen need not press 重试.
    await citizen(page).newest.locator('.answer__summary').waitFor()
    await page.reload()
    await citizen(page).newest.locator('.answer__summary').waitFor()
    expect(await page.getByRole('heading', { name: QUESTION }).count()).toBe(1)
  }, 120_000)

  it('gets the answer after a break in the middle, under the same message id', async () => {
    const { page } = await openPage(browser, server.url)
    const ids: string[] = []
    let broken = false
    await page.route('**/messages', async (route) => {
      if (route.request().method() !== 'POST') return route.continue()
      ids.push((route.request().postDataJSON() as { messageId: string }).messageId)
      if (broken) return route.continue()
      broken = true
      await route.fetch()
      await route.abort('connectionreset')
    })
    const turn = await citizen(page).ask(QUESTION)
    await turn.getByRole('button', { name: '重试' }).click()
    await turn.locator('.answer__summary').waitFor()
    expect(new Set(ids).size).toBe(1)
    await page.reload()
    await citizen(page).newest.locator('.answer__summary').waitFor()
    expect(await page.locator('.turn').count()).toBe(1)
  })

  it('sends again after a reload what had not arrived', async () => {
    const { page } = await openPage(browser, server.url)
    await page.route('**/api/conversations', (route) => route.abort())
    await citizen(page).ask(QUESTION)
    await page.unroute('**/api/conversations')
    await page.reload()
    await citizen(page).newest.locator('.answer__summary').waitFor()
  })

  it('says that it takes longer, lets one type on, and holds the next question back', async () => {
    const { page } = await openPage(browser, server.url)
    await page.clock.install()
    await page.route('**/messages', () => undefined)
    const { composer } = citizen(page)
    await composer.fill(QUESTION)
    await composer.press('Enter')
    await page.locator('.working').waitFor()
    await page.clock.fastForward(9_000)
    await page.getByText('比平时慢一些').first().waitFor()
    await composer.fill('还有一件事')
    await composer.press('Enter')
    await page.getByText('正在回答上一个问题').waitFor()
    expect(await composer.inputValue()).toBe('还有一件事')
    expect(await page.locator('.turn').count()).toBe(1)
    await page.clock.fastForward(61_000)
    expect(await page.getByRole('alert').innerText()).toContain('不会重复提交')
  })

  it('shows the server’s own words when one asks too fast', async () => {
    const { page } = await openPage(browser, server.url)
    await page.route('**/messages', (route) =>
      route.fulfill({
        status: 429,
        json: { error: { code: 'rate_limited', message: '请在 20 秒后再试。' } },
      }),
    )
    const turn = await citizen(page).ask(QUESTION)
    expect(await turn.getByRole('alert').innerText()).toContain('请在 20 秒后再试。')
  })

  it('says whom to call while nothing can be stored', async () => {
    const { page } = await openPage(browser, server.url)
    await page.route('**/messages', (route) =>
      route.fulfill({ status: 500, json: { error: { code: 'internal', message: '系统出了点问题。' } } }),
    )
    const turn = await citizen(page).ask('他拿着刀要杀我')
    expect(await turn.getByRole('alert').innerText()).toContain('着急可以打 12348，有危险请打 110。')
  })

  it('counts near the suggested length and does not send what is far too long', async () => {
    const { page } = await openPage(browser, server.url)
    await page.getByRole('tabpanel').waitFor()
    const { composer } = citizen(page)
    await composer.fill('长'.repeat(299))
    await page.getByText('299 / 300').waitFor()
    await composer.fill('长'.repeat(2001))
    await composer.press('Enter')
    await page.getByText('最多 2000 字').waitFor()
    expect(await page.locator('.turn').count()).toBe(0)
  })

  it('begins again by itself when the server has forgotten the conversation', async () => {
    const { page } = await openPage(browser, server.url)
    await citizen(page).ask('没签劳动合同怎么办')
    await page.evaluate(() => {
      const saved = JSON.parse(localStorage.getItem('wenfa.conversation')!)
      saved.credentials.secret = 'x'.repeat(43)
      localStorage.setItem('wenfa.conversation', JSON.stringify(saved))
    })
    await page.reload()
    await page.getByRole('heading', { name: '您好，遇到了什么事？' }).waitFor()
    await citizen(page).ask(QUESTION)
    await citizen(page).newest.locator('.answer__summary').waitFor()
  })
})
