import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { citizen } from './citizen.js'
import { closePages } from './close-pages.js'
import { expectAccessible, expectReadable } from './expect-accessible.js'
import { chromiumPath, openBrowser, openPage, PHONE, WIDE } from './open-browser.js'
import { type RunningWenfa, startWenfa } from './start-wenfa.js'

const QUESTION = '老板拖欠工资怎么办？'
const DANGER = '他又打我了，我躲在厕所不敢出去'

describe.skipIf(!chromiumPath)('access to the page', () => {
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

  it('axe finds nothing in any state', async () => {
    const { page } = await openPage(browser, server.url)
    await page.getByRole('tabpanel').waitFor()
    await expectAccessible(page)
    const person = citizen(page)
    const turn = await person.ask(QUESTION)
    await turn.getByRole('button', { name: '没用' }).click()
    await turn.locator('.rating__comment').waitFor()
    await expectAccessible(page)
    await turn.locator('button.basis').first().click()
    await page.locator('.reader__text').waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')

    await person.openMenu()
    await expectAccessible(page)
    await page.getByRole('button', { name: /^地区/ }).click()
    await page.getByRole('button', { name: '四川省' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await person.handOff('请尽快')
    await person.ask(DANGER)
    await page.route('**/messages', (route) => route.abort())
    await person.ask('连不上的时候')
    await expectAccessible(page)
  }, 60_000)

  it.each([
    { name: 'dark', options: { colorScheme: 'dark' as const }, elder: false },
    { name: 'on a wide screen', options: { viewport: WIDE }, elder: false },
    { name: 'in large type', options: {}, elder: true },
    { name: 'in large type in the dark', options: { colorScheme: 'dark' as const }, elder: true },
  ])('stays readable $name', async ({ options, elder }) => {
    const { page } = await openPage(browser, server.url, options)
    await page.getByRole('tabpanel').waitFor()
    if (elder) await page.getByRole('button', { name: '字看不清？换大字版' }).click()
    await expectReadable(page)
    const person = citizen(page)
    await person.ask(QUESTION)
    await person.handOff()
    await person.ask(DANGER)
    await expectReadable(page)
    await page.locator('button.basis').first().click()
    await page.locator('.reader__text').waitFor()
    await expectReadable(page)
    await page.keyboard.press('Escape')
    await person.openMenu()
    await expectReadable(page)
  })

  it('axe finds nothing while an answer is on its way', async () => {
    const { page } = await openPage(browser, server.url)
    await page.route('**/messages', () => undefined)
    await citizen(page).composer.fill(QUESTION)
    await citizen(page).composer.press('Enter')
    await page.locator('.working').waitFor()
    await expectAccessible(page)
  })

  it('works with the keyboard alone', async () => {
    const { page } = await openPage(browser, server.url, { viewport: WIDE })
    await page.getByRole('tabpanel').waitFor()
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('跳到输入框')
    await tabTo(page, /^劳动用工|婚姻家庭$/)
    const first = await focused(page)
    await page.keyboard.press('ArrowRight')
    expect(await focused(page)).not.toBe(first)
    await page.keyboard.press('Tab')
    while (!(await page.evaluate(() => document.activeElement?.classList.contains('question')))) {
      await page.keyboard.press('Tab')
    }
    await page.keyboard.press('Enter')
    await page.locator('.answer__summary').waitFor()

    await tabTo(page, /^转人工$/)
    await page.keyboard.press('Enter')
    const sheet = page.getByRole('dialog')
    await sheet.waitFor()
    for (let press = 0; press < 12; press++) {
      await page.keyboard.press('Tab')
      const outside = await page.evaluate(
        () => document.activeElement !== document.body && !document.activeElement?.closest('dialog'),
      )
      expect(outside).toBe(false)
    }
    await page.keyboard.press('Escape')
    await sheet.waitFor({ state: 'detached' })
    expect(await focused(page)).toBe('转人工')
  })

  it('shows where the focus is', async () => {
    const { page } = await openPage(browser, server.url)
    await page.getByRole('tabpanel').waitFor()
    for (let press = 0; press < 8; press++) {
      await page.keyboard.press('Tab')
      const seen = await page.evaluate(() => {
        const element = document.activeElement
        if (!element || element === document.body) return true
        if (element.matches('textarea')) return getComputedStyle(element.parentElement!).boxShadow !== 'none'
        const { outlineStyle, outlineWidth } = getComputedStyle(element)
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2
      })
      expect(seen).toBe(true)
    }
  })

  it('does not send while an input method is choosing a word, nor on Shift + Enter', async () => {
    const { page } = await openPage(browser, server.url)
    const { composer } = citizen(page)
    await composer.fill('老板')
    await composer.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true })
    await composer.dispatchEvent('keydown', { key: 'Enter', keyCode: 229, bubbles: true })
    await composer.press('Shift+Enter')
    expect(await page.locator('.turn').count()).toBe(0)
    expect(await composer.inputValue()).toBe('老板\n')
  })

  it('gives every control on a phone a target of 44 pixels, marks within text of 24', async () => {
    const { page } = await openPage(browser, server.url)
    await page.getByRole('tabpanel').waitFor()
    const small = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('button, a[href], input:not([type=radio]), textarea')]
          .filter((element) => element.checkVisibility() && !element.matches('.skip, .phone'))
          .map((element) => ({ element, box: (element.closest('label') ?? element).getBoundingClientRect() }))
          .filter(({ element, box }) => {
            const least = element.matches('.cite') ? 24 : 44
            return box.width < least || (box.height < least && !element.matches('.cite'))
          })
          .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.width}×${box.height}`),
      )
    expect(await small()).toEqual([])
    await citizen(page).ask(QUESTION)
    expect(await small()).toEqual([])
  })

  it.each([
    ['a phone', PHONE],
    ['a wide screen', WIDE],
    ['a narrow phone', { width: 320, height: 568 }],
  ])('shows the emergency number without scrolling, in large type too, on %s', async (_name, viewport) => {
    const { page } = await openPage(browser, server.url, { viewport })
    await page.getByRole('tabpanel').waitFor()
    const call = page.getByRole('link', { name: /110$/ })
    const bottom = async () => {
      const box = (await call.boundingBox())!
      return box.y + box.height
    }
    expect(await bottom()).toBeLessThan(viewport.height)
    await page.getByRole('button', { name: '字看不清？换大字版' }).click()
    expect(await bottom()).toBeLessThan(viewport.height)
  })

  it.each([
    ['a phone', PHONE],
    ['a wide screen', WIDE],
  ])('gives the question box the height of large type at once on %s', async (_name, viewport) => {
    const { page } = await openPage(browser, server.url, { viewport })
    await page.getByRole('tabpanel').waitFor()
    const { composer } = citizen(page)
    const height = async () => (await composer.boundingBox())!.height
    const before = await height()
    await page.getByRole('button', { name: '字看不清？换大字版' }).click()
    const switched = await height()
    expect(switched).toBeGreaterThan(before * 1.25)
    await page.reload()
    await page.getByRole('tabpanel').waitFor()
    expect(await height()).toBe(switched)
  })

  it('opens an article at its beginning in large type', async () => {
    const { page } = await openPage(browser, server.url)
    await page.getByRole('button', { name: '字看不清？换大字版' }).click()
    const turn = await citizen(page).ask(QUESTION)
    await turn.locator('button.basis', { hasText: '劳动合同法》第三十条' }).click()
    await page.locator('.reader__text mark').first().waitFor()
    const body = (await page.locator('.sheet__body').boundingBox())!
    expect((await page.locator('.reader__path').boundingBox())!.y).toBeGreaterThanOrEqual(body.y)
    const mark = (await page.locator('.reader__text mark').first().boundingBox())!
    expect(mark.y + mark.height).toBeLessThanOrEqual(body.y + body.height)
  })

  it('turns large type and colours on and keeps them', async () => {
    const { page } = await openPage(browser, server.url, { colorScheme: 'light' })
    const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const [before, light] = [await size(), await paper()]
    const menu = await citizen(page).openMenu()
    await menu.getByRole('switch', { name: /大字版/ }).click()
    await menu.getByRole('radio', { name: '深色' }).check()
    expect(await size()).toBeGreaterThan(before * 1.25)
    expect(await paper()).not.toBe(light)
    await page.reload()
    await page.getByRole('tabpanel').waitFor()
    expect(await size()).toBeGreaterThan(before * 1.25)
    expect(await paper()).not.toBe(light)
  })
})

function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement | null
    return element?.getAttribute('aria-label') ?? element?.innerText.trim() ?? ''
  })
}

async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let press = 0; press < 60; press++) {
    if (name.test(await focused(page))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`No control named ${name} can be reached with Tab`)
}
