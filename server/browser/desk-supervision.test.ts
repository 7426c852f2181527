import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePages } from './close-pages.js'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser } from './open-browser.js'
import { type RunningDesk, startDesk } from './start-desk.js'

const TABLET = { width: 768, height: 1024 }
const OFFICE = '演示·吴兴区公共法律服务中心'

describe.skipIf(!chromiumPath)('supervision', () => {
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

  const figures = (page: Page, title: string) => page.getByRole('region', { name: title })
  const supervise = async (path = '/desk/supervision') => desk.signIn(browser, 'yanshi-zhuguan', path)

  it('counts by office and person, and each number leads to as many tickets', async () => {
    const { page, problems } = await supervise()
    const office = figures(page, '各机构').getByRole('row', { name: OFFICE })
    await office.waitFor()
    await expectAccessible(page)
    const links = await Promise.all(
      (await page.locator('.count-cell a, a.totals__one').all()).map(async (link) => ({
        count: Number(/\d+/.exec(await link.innerText())![0]),
        href: (await link.getAttribute('href'))!,
      })),
    )
    expect(links.length).toBeGreaterThan(8)
    for (const { count, href } of links) {
      await page.goto(desk.url + href)
      await expect
        .poll(() => page.locator('.queue__total').innerText(), { message: href })
        .toBe(`共 ${count} 件`)
    }
    expect(problems).toEqual([])
  }, 120_000)

  it('leads to the tickets of a person, which a tag names and lets go', async () => {
    const { page } = await supervise()
    await figures(page, '各人')
      .getByRole('link', { name: /^看陈立（演示）的手上工单/ })
      .click()
    await page.locator('.row').first().waitFor()
    for (const name of await page.locator('.row__who').allInnerTexts()) expect(name).toBe('陈立（演示）')
    const tag = page.locator('.filters .ant-tag', { hasText: '办理人：陈立（演示）' })
    await tag.waitFor()
    await expectAccessible(page)
    await tag.getByRole('button').or(tag.locator('.ant-tag-close-icon')).first().click()
    await expect.poll(() => page.locator('.row').count()).toBeGreaterThan(5)
  })

  it('shows whom to call, and leads to the ticket', async () => {
    const { page } = await supervise()
    await figures(page, '待回访').getByRole('link', { name: '征地补偿款' }).click()
    await page.getByRole('button', { name: '记录回访' }).waitFor()
  })

  it('scores a sample beside what was said, keeps what is half filled in, and goes on to the next', async () => {
    const { page, problems } = await supervise('/desk/supervision?tab=quality')
    await page.getByText('已评 1 / 3').first().waitFor()
    await page.getByText('已达到 5%').first().waitFor({ state: 'attached' })
    await expectAccessible(page)
    await page.locator('.samples__one', { hasText: '抚养费' }).click()
    await page.getByRole('region', { name: '对话' }).getByText('带判决书向法院申请强制执行').waitFor()
    await page.getByRole('button', { name: '保存评分' }).click()
    await page.getByText('请打分').first().waitFor()
    await expectAccessible(page)
    const mark = (what: string, points: number) =>
      page.getByRole('radiogroup', { name: what }).getByText(String(points), { exact: true }).click()
    await mark('答复准确', 5)
    await page.getByLabel('评语').fill('引用清楚')
    await page.reload()
    await page
      .getByRole('radiogroup', { name: '答复准确' })
      .locator('.ant-radio-button-wrapper-checked')
      .waitFor()
    expect(await page.getByLabel('评语').inputValue()).toBe('引用清楚')
    await mark('依据充分', 4)
    await mark('诉求都有回应', 5)
    await mark('用语得当', 5)
    await mark('办理及时', 3)
    await page.getByRole('button', { name: '保存评分' }).click()
    await page.getByText('已评 2 / 3').first().waitFor()
    await page.getByRole('region', { name: '对话' }).getByText('自书遗嘱').waitFor()
    await page.locator('.samples__one', { hasText: '抚养费' }).getByText('4.4 分').waitFor()
    await page.locator('.samples__one', { hasText: '抚养费' }).click()
    await page.getByRole('button', { name: '修改评分' }).waitFor()
    expect(await page.getByLabel('评语').inputValue()).toBe('引用清楚')
    await page.getByRole('button', { name: '补足抽检' }).click()
    await page.getByText('已经够了，不用再抽').waitFor()
    expect(problems).toEqual([])
  })

  it('shows what was scored in earlier weeks, and a week without closed tickets', async () => {
    const { page } = await supervise('/desk/supervision?tab=quality')
    await page.locator('.samples__one').first().waitFor()
    await page.getByRole('combobox', { name: '哪一周' }).press('Enter')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText('已评 2 / 2').first().waitFor()
    await page.locator('.samples__one', { hasText: '社保' }).click()
    await page.getByText('演示主管评于').waitFor()
    await page.getByRole('combobox', { name: '哪一周' }).press('Enter')
    await page.keyboard.press('End')
    for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText('这一周没有办结的工单').waitFor()
    await expectAccessible(page)
  })

  it('works on a tablet, and is shut for who does not lead', async () => {
    const { page } = await desk.signIn(browser, 'yanshi-zhuguan', '/desk/supervision', { viewport: TABLET })
    await figures(page, '各机构').waitFor()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(768)
    await page.getByText('质量抽检', { exact: true }).click()
    await page.locator('.samples__one').first().click()
    await page.getByRole('region', { name: '对话' }).waitFor()
    expect(await page.locator('.samples').isVisible()).toBe(false)
    await expectAccessible(page)
    await page.getByRole('button', { name: '回到抽检' }).click()
    await page.locator('.samples').waitFor()
    const handler = await desk.signIn(browser, 'yanshi-qu', '/desk/supervision')
    await handler.page.getByText('您的岗位看不到这一页').waitFor()
    expect(await handler.page.getByRole('link', { name: '督导' }).count()).toBe(0)
  })
})
