import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askForHuman } from './ask-for-human.js'
import { closePages } from './close-pages.js'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser, PHONE } from './open-browser.js'
import { type RunningDesk, startDesk } from './start-desk.js'

const TABLET = { width: 768, height: 1024 }

describe.skipIf(!chromiumPath)('the queue', () => {
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

  const rows = (page: Page) => page.locator('.row')
  const row = (page: Page, text: string) => rows(page).filter({ hasText: text })
  const newTicket = (question: string, regionCode = '330502') => askForHuman(desk.url, question, regionCode)

  it('shows mine, my office and those below it, what is due in words and sign, and narrows them', async () => {
    const { page, problems } = await desk.signIn(browser, 'yanshi-qu', '/desk/tickets')
    await rows(page).first().waitFor()
    await expectAccessible(page)
    await page.getByText('我的', { exact: false }).first().click()
    await row(page, '交通事故误工费').waitFor()
    for (const name of await page.locator('.row__who').allInnerTexts()) expect(name).toBe('陈立（演示）')

    await page.getByText('含下级', { exact: false }).first().click()
    const overdue = row(page, '漏水').locator('.deadline--over')
    expect(await overdue.innerText()).toMatch(/^超 \d/)
    expect(await overdue.locator('svg').count()).toBe(1)
    await page.getByRole('checkbox', { name: '只看超时' }).check()
    await row(page, '漏水').waitFor()
    await expect.poll(() => rows(page).count()).toBe(await page.locator('.deadline--over').count())
    await page.getByRole('button', { name: '清除筛选' }).click()

    await page.keyboard.press('/')
    await page.keyboard.type('误工费')
    await expect.poll(() => rows(page).count()).toBe(1)
    expect(page.url()).toContain('q=')
    await page.reload()
    await expect.poll(() => rows(page).count()).toBe(1)
    await page.getByRole('searchbox', { name: '搜索工单' }).fill('没有这样的事')
    await page.getByText('没有符合条件的工单').waitFor()
    await expectAccessible(page)
    expect(problems).toEqual([])
  })

  it('is a list of cards on a phone: read without scrolling sideways, opened by a press anywhere', async () => {
    const { page, problems } = await desk.signIn(browser, 'yanshi-qu', '/desk/tickets?view=below', {
      viewport: PHONE,
    })
    const card = row(page, '漏水')
    await card.waitFor()
    const main = page.getByRole('main')
    expect(await main.evaluate((element) => element.scrollWidth - element.clientWidth)).toBe(0)
    const { width, x } = (await card.boundingBox())!
    expect([x, width]).toEqual([0, PHONE.width])
    const summary = (await card.locator('.row__summary').boundingBox())!
    expect(summary.width).toBeGreaterThan(PHONE.width / 2)
    await card.getByRole('checkbox').check()
    await page.getByText('已选 1 件').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '取消选择' }).click()
    const number = (await card.getAttribute('data-number'))!
    // Beside every word of it.
    await card.click({ position: { x: width - 8, y: 60 } })
    await page.getByRole('heading', { name: number }).waitFor()
    const bar = (await page.getByRole('navigation', { name: '主导航' }).boundingBox())!
    expect(bar.y).toBeGreaterThan(PHONE.height - 70)
    expect(problems).toEqual([])
  })

  it('keeps a filter under a name, for the member alone', async () => {
    const { page } = await desk.signIn(browser, 'yanshi-qu', '/desk/tickets?view=below&urgency=urgent')
    await row(page, '紧急').first().waitFor()
    await page.getByRole('button', { name: '视图' }).click()
    await page.getByRole('button', { name: '存为视图…' }).click()
    await page.getByLabel('视图名称').fill('先办紧急')
    await page.keyboard.press('Enter')
    await page.getByText('已存为视图“先办紧急”').waitFor()
    await page.goto(`${desk.url}/desk/tickets`)
    await page.getByRole('button', { name: '视图' }).click()
    await page.getByRole('button', { name: '先办紧急', exact: true }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('urgency')).toBe('urgent')
    await page.getByRole('button', { name: '先办紧急' }).first().click()
    await page.getByRole('button', { name: '删除视图“先办紧急”' }).click()
    await page.getByText('还没有存过视图').waitFor()

    const other = await desk.signIn(browser, 'yanshi-qu2', '/desk/tickets')
    await other.page.getByRole('button', { name: '视图' }).click()
    await other.page.getByText('还没有存过视图').waitFor()
  })

  it('counts what arrives, moves nothing until asked, and updates what is shown in its place', async () => {
    const { page } = await desk.signIn(browser, 'yanshi-qu', '/desk/tickets')
    await rows(page).first().waitFor()
    const before = await rows(page).evaluateAll((all) => all.map((each) => each.getAttribute('data-number')))
    const number = await newTicket('老板不给我缴社保怎么办？')
    await page.getByRole('button', { name: '1 件新工单，点此显示' }).waitFor({ timeout: 5000 })
    expect(
      await rows(page).evaluateAll((all) => all.map((each) => each.getAttribute('data-number'))),
    ).toEqual(before)

    const free = (await row(page, '待受理').first().getAttribute('data-number'))!
    await desk.wenfa('tickets', 'take', free, '--as', '另一个人')
    await row(page, free).getByText('另一个人').waitFor({ timeout: 5000 })
    expect(await rows(page).nth(before.indexOf(free)).getAttribute('data-number')).toBe(free)
    await page.keyboard.press('n')
    await row(page, number).waitFor()
  })

  it('is worked with the keyboard alone', async () => {
    const { page } = await desk.signIn(browser, 'yanshi-qu', '/desk/tickets')
    const number = await newTicket('邻居装修噪音太大怎么办？')
    await page.reload()
    await rows(page).first().waitFor()
    const at = (
      await rows(page).evaluateAll((all) => all.map((each) => each.getAttribute('data-number')))
    ).indexOf(number)
    for (let step = 0; step <= at; step++) await page.keyboard.press('j')
    await page.keyboard.press('t')
    await page.getByText(`已受理 ${number}`).waitFor()
    await row(page, number).getByText('陈立（演示）').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: '快捷键' }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog', { name: '快捷键' }).waitFor({ state: 'hidden' })
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: number }).waitFor()
    await page.keyboard.press('u')
    await rows(page).first().waitFor()
  })

  it('gives several tickets to one colleague, and says of each that could not be given why', async () => {
    const numbers = [await newTicket('拖欠工资怎么办？'), await newTicket('退租押金不退怎么办？')]
    const { page } = await desk.signIn(browser, 'yanshi-qu', '/desk/tickets')
    for (const number of numbers) await page.getByRole('checkbox', { name: `选择工单 ${number}` }).check()
    await page.getByRole('toolbar', { name: '已选 2 件' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '分派给…' }).click()
    await page.getByLabel('办理人').fill('吴越')
    await page.getByText(/^吴越（演示）（办理员/).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: '分派', exact: true }).click()
    await page.getByText('2 件已办').waitFor()
    for (const number of numbers) await row(page, number).getByText('吴越（演示）').waitFor()

    await page.getByRole('checkbox', { name: `选择工单 ${numbers[0]}` }).check()
    await page.getByRole('button', { name: '全部受理' }).click()
    await page.getByRole('dialog', { name: '0 件已办，1 件没有办成' }).waitFor()
    await page.getByRole('dialog').getByText(numbers[0]!).waitFor()
  })

  it('says so when the server is away, shows what it has, and fits a tablet', async () => {
    const { page } = await desk.signIn(browser, 'yanshi-qu', '/desk', { viewport: TABLET })
    await rows(page).first().waitFor()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(TABLET.width)
    await page.route('**/api/desk/tickets?**', (route) => route.abort())
    await page.goto(`${desk.url}/desk/tickets?view=mine`)
    await page.getByText('没有连上服务器').waitFor()
    await expectAccessible(page)
    await page.unroute('**/api/desk/tickets?**')
    await page.getByRole('button', { name: '重试' }).click()
    await rows(page).first().waitFor()
  })

  it('tells those above of danger to life that lies below and nobody has taken, on every page', async () => {
    const { page: above } = await desk.signIn(browser, 'yanshi-zhuguan', '/desk/hotline')
    await above.getByRole('heading', { name: '热线' }).waitFor()
    await newTicket('我丈夫拿刀要杀我，救命')
    const strip = above.getByRole('link', { name: /^下级 \d+ 件紧急工单没有人受理$/ })
    await strip.waitFor()
    await expectAccessible(above)
    await above.setViewportSize(TABLET)
    await expectAccessible(above)
    await strip.click()
    await row(above, '拿刀').getByText('紧急', { exact: true }).first().waitFor()
    const urgent = await rows(above).count()

    const { page: below } = await desk.signIn(
      browser,
      'yanshi-qu2',
      '/desk/tickets?urgency=urgent&status=waiting',
    )
    await row(below, '拿刀').getByRole('link').first().click()
    await below.getByRole('button', { name: '受理', exact: true }).click()
    await below.locator('.ticket__bar').getByText('办理中').waitFor()
    if (urgent === 1) await strip.waitFor({ state: 'detached' })
    else await above.getByRole('link', { name: `下级 ${urgent - 1} 件紧急工单没有人受理` }).waitFor()
  })
})
