import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askForHuman } from './ask-for-human.js'
import { chromiumPath, openBrowser } from './open-browser.js'
import { PASSWORD, type RunningDesk, startDesk } from './start-desk.js'

/** A browser opens six connections to a server, all its tabs together. */
const TABS = 8
const WUXING = '330502'
const DEQING = '330521'

/** What the worker told a tab, with the member it told it for. */
interface Told {
  memberId: string
  kind?: string
  change?: { number: string }
}

describe.skipIf(!chromiumPath)('the desk in many tabs of one browser', () => {
  let desk: RunningDesk
  let browser: Browser
  let context: BrowserContext
  const tabs: Page[] = []
  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    const { page } = await desk.signIn(browser, 'yanshi-qu', '/desk/tickets')
    context = page.context()
    await page.close()
    await context.addInitScript(() => {
      const told: Told[] = []
      const Worker = globalThis.SharedWorker
      Object.assign(globalThis, {
        told,
        SharedWorker: class extends Worker {
          constructor(url: URL, options: { name: string }) {
            super(url, options)
            this.port.addEventListener('message', ({ data }) =>
              told.push({ memberId: options.name, ...data }),
            )
          }
        },
      })
    })
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
  })

  const openTab = async () => {
    const tab = await context.newPage()
    await tab.goto(`${desk.url}/desk/tickets`, { waitUntil: 'commit' })
    await tab.locator('.queue__total', { hasText: /\d/ }).waitFor({ timeout: 15_000 })
    // From then on nothing is missed.
    await expect.poll(async () => (await toldTo(tab)).some(({ kind }) => kind === 'ready')).toBe(true)
    tabs.push(tab)
    return tab
  }
  const toldTo = (tab: Page) => tab.evaluate(() => (globalThis as unknown as { told: Told[] }).told)
  const hasHeard = async (tab: Page, number: string) =>
    (await toldTo(tab)).some(({ change }) => change?.number === number)
  const newTicket = (regionCode: string) => askForHuman(desk.url, '老板拖欠工资怎么办？', regionCode)
  const signOut = async (tab: Page) => {
    await tab.getByRole('button', { name: /^账号：/ }).click()
    await tab.getByRole('menuitem', { name: '退出登录', exact: true }).click()
    await tab.getByRole('heading', { name: '登录工作台' }).waitFor()
  }
  const streams = async () => {
    const metrics = await (await fetch(`${desk.url}/metrics`)).text()
    return Number(/^wenfa_event_streams (\d+)$/m.exec(metrics)![1])
  }

  it('loads the eighth as the first, over one stream', async () => {
    while (tabs.length < TABS) await openTab()
    await expect.poll(streams).toBe(1)
  }, 120_000)

  it('tells every tab, also one that is not looked at', async () => {
    // Without a window every tab takes itself for seen.
    await tabs[1]!.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden' })
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
    })
    const number = await newTicket(WUXING)
    for (const tab of tabs) {
      await expect.poll(() => hasHeard(tab, number)).toBe(true)
      await tab.locator('.fresh').waitFor()
    }
  }, 60_000)

  it('goes on when the first tab is closed', async () => {
    await tabs.shift()!.close()
    const number = await newTicket(WUXING)
    for (const tab of tabs) await expect.poll(() => hasHeard(tab, number)).toBe(true)
    expect(await streams()).toBe(1)
  }, 60_000)

  it('is connected again in every tab when the server has been started again', async () => {
    const before = await Promise.all(tabs.map(async (tab) => (await toldTo(tab)).length))
    await desk.restart()
    for (const [at, tab] of tabs.entries()) {
      const since = async () => (await toldTo(tab)).slice(before[at]).map(({ kind }) => kind)
      await expect.poll(since, { timeout: 20_000 }).toEqual(expect.arrayContaining(['broken', 'ready']))
    }
    const number = await newTicket(WUXING)
    for (const tab of tabs) await expect.poll(() => hasHeard(tab, number)).toBe(true)
    expect(await streams()).toBe(1)
  }, 120_000)

  it('tells whoever signs in after another their own alone, and tabs left open nothing of it', async () => {
    const left = tabs[1]!
    await signOut(tabs[0]!)
    await context.request.post(`${desk.url}/api/staff/set-up`, {
      data: { token: new URL(desk.linkOf('yanshi-xian')).hash.slice(1), password: PASSWORD },
    })
    const before = await toldTo(left)
    const own = await openTab()
    // Ended with the session, and refused from then on: another one is signed in. A tab that asks for something else
    // before it hears of that is back at the sign-in.
    const since = async () => (await toldTo(left)).slice(before.length).flatMap(({ kind }) => kind ?? [])
    const isOut = async () =>
      (await since()).includes('broken') ||
      (await left.getByRole('heading', { name: '登录工作台' }).count()) > 0
    await expect.poll(isOut, { timeout: 40_000 }).toBe(true)
    const [here, there] = [await newTicket(WUXING), await newTicket(DEQING)]
    await expect.poll(() => hasHeard(own, there)).toBe(true)
    expect(await hasHeard(own, here)).toBe(false)
    expect(await hasHeard(left, there)).toBe(false)
    expect((await since()).filter((kind) => kind !== 'broken')).toEqual([])

    // Who was here first is back, while their old tabs still wait.
    await context.request.post(`${desk.url}/api/staff/session`, {
      data: { login: 'yanshi-qu', password: PASSWORD },
    })
    const back = await openTab()
    const next = await newTicket(WUXING)
    await expect.poll(() => hasHeard(back, next)).toBe(true)
    expect(await hasHeard(own, next)).toBe(false)
  }, 120_000)

  it('ends the stream with the last tab', async () => {
    const blank = await context.newPage()
    await Promise.all(tabs.splice(0).map((tab) => tab.close()))
    await expect.poll(streams).toBe(0)
    await blank.close()
  })
})
