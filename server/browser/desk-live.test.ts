import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { citizen } from './citizen.js'
import { closePages } from './close-pages.js'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser, openPage, WIDE } from './open-browser.js'
import { type RunningDesk, startDesk } from './start-desk.js'

const TABLET = { width: 768, height: 1024 }
/** Names a place, so that it belongs to the office there. */
const QUESTION = '我在湖州市吴兴区，老板拖欠工资怎么办？'

describe.skipIf(!chromiumPath)('live conversations at the desk', () => {
  let desk: RunningDesk
  let browser: Browser
  /** Taken over, and left alone from then on: the others run while that minute passes. */
  let silent: { visitor: Page; page: Page; warned: Promise<boolean> }
  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk({ WENFA_LIVE_MINUTES: '1' }), openBrowser()])
    const visitor = await citizenAsks('我在湖州市吴兴区，朋友借钱不还怎么办？')
    const { page } = await open('朋友借钱不还')
    await page.getByRole('button', { name: '接入' }).click()
    await told(visitor, '已由工作人员接待').waitFor()
    await citizen(visitor).composer.fill('有微信转账记录')
    await citizen(visitor).composer.press('Enter')
    await editor(page).fill('请把记录保存好')
    const warning = page.locator('.reply .deadline--over').waitFor({ timeout: 120_000 })
    silent = {
      visitor,
      page,
      warned: warning.then(
        () => true,
        () => false,
      ),
    }
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
  })
  closePages(() => browser)

  const row = (page: Page, text: string) => page.locator('.talks__one', { hasText: text })
  const thread = (page: Page) => page.locator('.talk .thread')
  const editor = (page: Page) => page.locator('.talk .reply textarea')
  const alert = (page: Page) => page.locator('.talk .ant-alert')
  const open = async (text: string, login: Parameters<RunningDesk['signIn']>[1] = 'yanshi-qu') => {
    const opened = await desk.signIn(browser, login, '/desk/live')
    await row(opened.page, text).click()
    await thread(opened.page).waitFor()
    return opened
  }
  /** A line of news that the citizen reads. */
  const told = (visitor: Page, text: string) => visitor.locator('.status-line', { hasText: text }).last()
  /** A citizen in a browser of their own, whom the bot has answered. */
  const citizenAsks = async (question = QUESTION) => {
    const { page } = await openPage(browser, desk.url)
    await citizen(page).ask(question)
    return page
  }

  it('shows who waits and how sure the bot was, by filter and by key', async () => {
    const { page, problems } = await desk.signIn(browser, 'yanshi-zhuguan', '/desk/live')
    await row(page, '又打我了').locator('.deadline--over', { hasText: '等了' }).waitFor()
    await row(page, '押金他也说不退').getByText('周敏（演示）接待中').waitFor()
    await expectAccessible(page)
    await page.keyboard.press('2')
    await expect.poll(() => row(page, '八岁').count()).toBe(0)
    expect(page.url()).toContain('filter=waiting')
    await page.keyboard.press('4')
    for (const how of await page.locator('.talks .confidence').allInnerTexts()) expect(how).toBe('把握低')
    await page.locator('.talks .confidence').first().hover()
    await page.getByRole('tooltip').getByText('% 的把握').waitFor()
    await page.keyboard.press('3')
    await page.getByText('您没有接入会话').waitFor()
    await expectAccessible(page)
    await page.locator('.ant-segmented-item', { hasText: '全部' }).click()
    await row(page, '又打我了').waitFor()
    await page.keyboard.press('j')
    await page.locator('.talks__one[aria-current]').waitFor()
    await page.locator('.said--answer .answer__summary').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: '快捷键' }).getByText('写悄悄话').waitFor()
    expect(problems).toEqual([])
  })

  it('is taken over: the bot is silent, the citizen reads notice and reply, and the bot has it back', async () => {
    const visitor = await citizenAsks()
    const { page, problems } = await open('老板拖欠工资怎么办')
    await thread(page).locator('.basis, .answer__summary').first().waitFor()
    await page.keyboard.press('t')
    await page.getByRole('timer').getByText('后交还').waitFor()
    await told(visitor, '已由工作人员接待').waitFor()
    await told(visitor, '已由工作人员接待').waitFor()

    await citizen(visitor).composer.fill('工资三个月没发了')
    await citizen(visitor).composer.press('Enter')
    await thread(page).getByText('工资三个月没发了').waitFor()
    await page.locator('.talk__head .deadline', { hasText: '等了' }).waitFor()
    await editor(page).fill('您好，请问有没有签劳动合同？')
    await expectAccessible(page)
    // What does not arrive stays, and arrives once.
    await page.route('**/messages', (route) => route.abort())
    await editor(page).press('Control+Enter')
    await page.getByText('没有发出去，内容还在。').waitFor()
    expect(await editor(page).inputValue()).toBe('您好，请问有没有签劳动合同？')
    await page.unroute('**/messages')
    problems.length = 0
    await editor(page).press('Control+Enter')
    await thread(page).getByText('您好，请问有没有签劳动合同？').waitFor()
    await expect.poll(() => editor(page).inputValue()).toBe('')
    await visitor.locator('.staff__text', { hasText: '有没有签劳动合同' }).waitFor()
    await page.locator('.talk__head .deadline').waitFor({ state: 'detached' })
    // The question was left to the human.
    await told(visitor, '已送达工作人员').waitFor()
    expect(await citizen(visitor).newest.locator('.card').count()).toBe(0)

    await page.getByRole('button', { name: '交还' }).click()
    await told(visitor, '已交还智能助手').waitFor()
    await page.getByRole('button', { name: '接入' }).waitFor()
    const answered = await citizen(visitor).ask('没签劳动合同，能要双倍工资吗？')
    expect(await answered.locator('.answer__summary').innerText()).toContain('工资')
    await thread(page).getByText('没签劳动合同，能要双倍工资吗？').waitFor()
    expect(problems).toEqual([])
  })

  it('asks before it leaves words unanswered', async () => {
    const visitor = await citizenAsks('我在湖州市吴兴区，退租了房东不退押金怎么办？')
    const { page } = await open('房东不退押金')
    await page.getByRole('button', { name: '接入' }).click()
    await told(visitor, '已由工作人员接待').waitFor()
    await citizen(visitor).composer.fill('房东不接电话')
    await citizen(visitor).composer.press('Enter')
    await thread(page).getByText('房东不接电话').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: '交还' }).click()
    const dialog = page.getByRole('dialog', { name: '群众还有 1 句话没有回复' })
    await dialog.getByText('不会补答').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '回去回复' }).click()
    await page.getByRole('timer').waitFor()
    await page.getByRole('button', { name: '交还' }).click()
    await dialog.getByRole('button', { name: '照样交还' }).click()
    await told(visitor, '已交还智能助手').waitFor()
  })

  it('is helped by a whisper that the citizen never reads, and tells who was faster without losing a word', async () => {
    const visitor = await citizenAsks('我在湖州市吴兴区，网购的东西坏了，商家不给退怎么办？')
    const [first, second] = [
      await open('网购的东西坏了', 'yanshi-qu'),
      await open('网购的东西坏了', 'yanshi-zhuguan'),
    ]
    // The second does not hear of it. What a worker that tabs share asks for passes by the route.
    await second.page.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedWorker'))
    await second.page.route('**/api/desk/events', (route) => route.abort())
    await second.page.reload()
    await alert(second.page).getByText('连接断了').waitFor()
    await first.page.getByRole('button', { name: '接入' }).click()
    await first.page.getByRole('timer').waitFor()
    await second.page.getByRole('button', { name: '接入' }).click()
    await second.page.getByText('这个会话正由陈立（演示）接待。').waitFor()
    await second.page.getByText('悄悄告诉陈立（演示），群众看不到').waitFor()

    await editor(second.page).fill('先问是哪天收到的')
    await second.page.reload()
    await editor(second.page).waitFor()
    expect(await editor(second.page).inputValue()).toBe('先问是哪天收到的')
    await expectAccessible(second.page)
    await second.page.getByRole('button', { name: '悄悄发送' }).click()
    await first.page.locator('.note--whisper', { hasText: '先问是哪天收到的' }).waitFor()
    await first.page.getByRole('button', { name: '放进回复' }).click()
    expect(await editor(first.page).inputValue()).toBe('先问是哪天收到的')
    expect(await visitor.locator('body').innerText()).not.toContain('先问是哪天收到的')

    // The supervisor ends it: the colleague is told, and what they wrote stays.
    await second.page.getByRole('button', { name: '结束同事的接待' }).click()
    await second.page.getByRole('dialog').getByRole('button', { name: '结束接待' }).click()
    await alert(first.page).getByText('演示主管已把会话交还智能助手').waitFor()
    await first.page.locator('.reply__draft', { hasText: '先问是哪天收到的' }).waitFor()
    await first.page.getByRole('button', { name: '接入' }).click()
    await first.page.getByRole('timer').waitFor()
    expect(await editor(first.page).inputValue()).toBe('先问是哪天收到的')
    await first.page.getByRole('button', { name: '交还' }).click()
    await first.page.getByRole('button', { name: '接入' }).waitFor()
    expect(await visitor.locator('body').innerText()).not.toContain('先问是哪天收到的')
  })

  it('ends by itself when staff are silent, says so, makes a ticket of what is unanswered, and keeps the draft', async () => {
    const { visitor, page, warned } = silent
    expect(await warned).toBe(true)
    await alert(page).getByText('太久没有回复，会话已自动交还智能助手').waitFor({ timeout: 90_000 })
    await page.locator('.reply__draft', { hasText: '请把记录保存好' }).waitFor()
    await expectAccessible(page)
    await told(visitor, '已转成工单').waitFor()
    await page.getByRole('link', { name: /^工单 \d{4}-/ }).waitFor()
    await page.getByRole('button', { name: '接入' }).click()
    await page.getByRole('timer').waitFor()
    expect(await editor(page).inputValue()).toBe('请把记录保存好')
    await page.keyboard.press('Escape')
    await page.keyboard.press('o')
    await page.getByRole('heading', { name: /^\d{4}-\d{4}-\d{4}$/ }).waitFor()
  }, 150_000)

  it('shows list or conversation on a tablet, and is shut for who does not talk with citizens', async () => {
    const { page } = await desk.signIn(browser, 'yanshi-zhuguan', '/desk/live', { viewport: TABLET })
    await row(page, '又打我了').click()
    await thread(page).waitFor()
    expect(await page.locator('.talks').isVisible()).toBe(false)
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(768)
    await page.getByRole('button', { name: '回到列表' }).click()
    await row(page, '又打我了').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(768)
    const other = await desk.signIn(browser, 'yanshi-zhishi', '/desk/live', { viewport: WIDE })
    await other.page.getByText('您的岗位看不到这一页').waitFor()
  })
})
