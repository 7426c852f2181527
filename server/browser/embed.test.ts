import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser, openPage, PHONE, WIDE } from './open-browser.js'
import { type RunningWenfa, startWenfa } from './start-wenfa.js'

describe.skipIf(!chromiumPath)('the chat button on somebody else’s page', () => {
  let server: RunningWenfa
  let browser: Browser
  let site: Server
  let siteUrl: string
  beforeAll(async () => {
    ;[server, browser] = await Promise.all([startWenfa(), openBrowser()])
    site = createServer((_request, response) => {
      response.writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        // Nothing but our origin, and no inline anything.
        'content-security-policy': `default-src 'none'; script-src ${server.url}; frame-src ${server.url}; style-src 'none'`,
      })
      response.end(`<!doctype html><html lang="zh-CN"><head><meta name="viewport" content="width=device-width">
        <title>某县人民政府</title></head><body><main><h1>某县人民政府</h1></main>
        <script src="${server.url}/embed.js" data-position="left" data-color="#ffcc00" data-region="510000"></script>
        </body></html>`)
    })
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
    siteUrl = `http://localhost:${(site.address() as AddressInfo).port}`
  }, 180_000)
  afterAll(async () => {
    site?.close()
    await browser?.close()
    await server?.close()
  })

  it('opens under a strict policy, answers, and gives the page back on Esc', async () => {
    const { page, problems } = await openPage(browser, siteUrl, { viewport: WIDE })
    const button = page.getByRole('button', { name: '打开问法法律咨询' })
    const box = (await button.boundingBox())!
    expect(box.x).toBeLessThan(100)
    expect(await button.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe(
      'rgb(255, 204, 0)',
    )
    expect(await button.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(0, 0, 0)')
    await expectAccessible(page)

    await button.click()
    const frame = page.frameLocator('iframe')
    const composer = frame.getByRole('textbox', { name: '说说您遇到的事' })
    await composer.fill('老板拖欠工资怎么办？')
    await composer.press('Enter')
    await frame.locator('.answer__summary').waitFor()
    await composer.press('Escape')
    await button.waitFor()
    expect(
      await button.evaluate((element) => (element.getRootNode() as ShadowRoot).activeElement === element),
    ).toBe(true)
    expect(problems.filter((problem) => !problem.includes('favicon'))).toEqual([])
  })

  it('fills the screen of a phone and has a way out', async () => {
    const { page } = await openPage(browser, siteUrl, { viewport: PHONE })
    await page.getByRole('button', { name: '打开问法法律咨询' }).click()
    const frame = page.locator('iframe')
    expect(await frame.boundingBox()).toEqual({ x: 0, y: 0, ...PHONE })
    await page.frameLocator('iframe').getByRole('button', { name: '收起咨询窗口' }).click()
    await page.getByRole('button', { name: '打开问法法律咨询' }).waitFor()
  })
})
