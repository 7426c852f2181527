import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { citizen } from './citizen.js'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser, openPage } from './open-browser.js'
import { type RunningWenfa, startWenfa } from './start-wenfa.js'

const PHONE = '13912345678'

describe.skipIf(!chromiumPath)('leaving a number', () => {
  let wenfa: RunningWenfa
  let browser: Browser
  beforeAll(async () => {
    ;[wenfa, browser] = await Promise.all([startWenfa(), openBrowser()])
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await wenfa?.close()
  })
  const contactOf = async (number: string) =>
    JSON.parse(await wenfa.wenfa('tickets', 'show', number, '--json')).contact

  it('is asked for what was mentioned, in one sentence with one box, and can be taken back', async () => {
    const { page, problems } = await openPage(browser, wenfa.url)
    const { handOff } = citizen(page)
    const card = await handOff(`老板三个月没发工资，我的电话是${PHONE}`)
    const number = (await card.locator('dd').first().innerText()).trim()
    const form = card.locator('.contact__form')
    await form.getByText(`您提到了 ${PHONE}，要让工作人员打这个电话吗？`).waitFor()
    await form.getByText('加密保存，办结满 3 年后删除').waitFor()
    await expectAccessible(page)
    await form.scrollIntoViewIfNeeded()
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/contact.png` })
    expect(await contactOf(number)).toBeNull()

    await form.getByRole('button', { name: '留下号码' }).click()
    await form.getByText('请先勾选“我同意”。').waitFor()
    // A child: somebody else agrees.
    await form.getByLabel('我同意', { exact: true }).check()
    await form.getByLabel('我未满 14 周岁').check()
    const guardian = form.getByLabel('我是孩子的父母或其他监护人，我同意')
    expect(await guardian.isChecked()).toBe(false)
    await form.getByRole('button', { name: '留下号码' }).click()
    await form.getByText('请父母或其他监护人勾选同意。').waitFor()
    await guardian.check()
    await expectAccessible(page)
    await form.getByLabel('联系电话').fill('12345678')
    await form.getByRole('button', { name: '留下号码' }).click()
    await form.getByText('这不像一个电话号码').waitFor()
    await form.getByLabel('联系电话').fill('139 1234 5678')
    await form.getByRole('button', { name: '留下号码' }).click()
    await card.getByText('联系电话 139****5678').waitFor()
    expect(await contactOf(number)).toBe(PHONE)

    await page.reload()
    await card.getByText('联系电话 139****5678').waitFor()
    await expectAccessible(page)
    await card.getByRole('button', { name: '删除号码' }).click()
    await card.getByText('号码已删除').waitFor()
    expect(await contactOf(number)).toBeNull()
    // The number that was none was refused.
    expect(problems.filter((problem) => !problem.includes('400'))).toEqual([])
  })

  it('is only offered where none was mentioned', async () => {
    const { page } = await openPage(browser, wenfa.url)
    const card = await citizen(page).handOff('老板三个月没发工资')
    await card.getByRole('button', { name: '留个电话，方便工作人员联系' }).click()
    expect(await card.getByLabel('联系电话').inputValue()).toBe('')
    await expectAccessible(page)
  })
})
