import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { totpCode } from '../../platform/staff/second-factor/totp.js'
import { closePages } from './close-pages.js'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser, openPage, WIDE } from './open-browser.js'
import { PASSWORD, type RunningDesk, startDesk } from './start-desk.js'

describe.skipIf(!chromiumPath)('signing in at the desk', () => {
  let desk: RunningDesk
  let browser: Browser
  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk({ WENFA_SECOND_FACTOR: 'leaders' }), openBrowser()])
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
  })
  closePages(() => browser)
  const open = (url: string) => openPage(browser, url, { viewport: WIDE })

  it('sets a password by the link, once, and says what is wrong with a poor one', async () => {
    const link = desk.linkOf('yanshi-jiedao')
    const { page } = await open(link)
    await page.getByText('章宁（演示），您好').waitFor()
    await expectAccessible(page)
    const [password, repeat] = [page.getByLabel('新密码'), page.getByLabel('再输入一次')]
    const submit = page.getByRole('button', { name: '设置密码并登录' })
    await password.fill('123')
    await repeat.fill('1234')
    await submit.click()
    await page.getByText('两次输入的不一样。').waitFor()
    await repeat.fill('123')
    await submit.click()
    expect(await page.getByRole('alert').filter({ hasText: '密码' }).innerText()).toContain(
      '至少要 10 个字符',
    )
    await password.fill(PASSWORD)
    await repeat.fill(PASSWORD)
    await submit.click()
    await page.getByRole('heading', { name: '工单' }).waitFor()
    // The token does not stay in the address.
    expect(page.url()).toBe(`${desk.url}/desk/tickets`)

    const again = await open(link)
    await again.page.getByRole('heading', { name: '这个链接不能用了' }).waitFor()
    await again.page.getByRole('button', { name: '去登录' }).click()
    await again.page.getByRole('heading', { name: '登录工作台' }).waitFor()
  })

  it('signs in with a password, comes back to where one was, and signs out', async () => {
    await (await desk.signIn(browser, 'yanshi-qu')).page.context().close()
    const { page } = await open(`${desk.url}/desk/tickets?view=mine`)
    await page.getByLabel('登录名').fill('yanshi-qu')
    await page.getByLabel('密码', { exact: true }).fill('falsch falsch')
    await page.getByRole('button', { name: '登录', exact: true }).click()
    await page.getByText('登录名或密码不正确').waitFor()
    await expectAccessible(page)
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '工单' }).waitFor()
    expect(page.url()).toContain('/desk/tickets?view=mine')
    await page.getByRole('button', { name: /^账号：陈立/ }).click()
    await page.getByRole('menuitem', { name: '退出登录', exact: true }).click()
    await page.getByRole('heading', { name: '登录工作台' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: '登录工作台' }).waitFor()
  })

  it('asks leaders for a second factor: sets it up, shows codes for a lost phone once, and asks for it next time', async () => {
    const { page } = await desk.signIn(browser, 'yanshi-zhuguan')
    await page.getByRole('img', { name: '用手机上的验证器扫这个二维码' }).waitFor()
    await page.getByText('不能扫码？').click()
    const secret = await page.locator('.entrance__secret code').innerText()
    await expectAccessible(page)
    await page.getByLabel('输入验证器上显示的 6 位数字').fill(totpCode(secret, new Date(Date.now() - 30_000)))
    await page.getByRole('button', { name: '完成绑定' }).click()
    await page.getByRole('heading', { name: '绑定好了，请保存备用码' }).waitFor()
    await expectAccessible(page)
    const paperCode = await page.locator('.entrance__codes code').first().innerText()
    await page.getByRole('button', { name: '我已保存，开始工作' }).click()
    await page.getByRole('heading', { name: '工单' }).waitFor()

    const next = (await open(`${desk.url}/desk`)).page
    await next.getByLabel('登录名').fill('yanshi-zhuguan')
    await next.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await next.keyboard.press('Enter')
    await next.getByRole('heading', { name: '输入动态验证码' }).waitFor()
    await expectAccessible(next)
    await next.getByLabel('验证码').fill('000000')
    await next.keyboard.press('Enter')
    await next.getByRole('alert').filter({ hasText: '验证码不正确' }).waitFor()
    await next.getByLabel('验证码').fill(paperCode)
    await next.keyboard.press('Enter')
    await next.getByRole('heading', { name: '工单' }).waitFor()
  })

  it('shows a role no page that is not for it', async () => {
    const { page } = await desk.signIn(browser, 'yanshi-zhishi', '/desk/tickets')
    await page.getByText('您的岗位看不到这一页').waitFor()
    expect(await page.getByRole('link', { name: '工单' }).count()).toBe(0)
    await expectAccessible(page)
    await page.goto(`${desk.url}/desk`)
    await page.getByRole('heading', { name: '来源' }).waitFor()
    await expectAccessible(page)
  })

  it('keeps what was written when the session ends in between', async () => {
    const { page } = await desk.signIn(browser, 'yanshi-qu2', '/desk/tickets')
    await page.locator('.row__link').first().click()
    await page.locator('.reply textarea').fill('写到一半')
    await page.context().clearCookies()
    await page.reload()
    await page.getByLabel('登录名').fill('yanshi-qu2')
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.locator('.reply textarea').waitFor()
    expect(await page.locator('.reply textarea').inputValue()).toBe('写到一半')
    await page.getByRole('button', { name: /^账号：/ }).click()
    await page.getByRole('menuitem', { name: '退出登录', exact: true }).click()
    await page.getByRole('dialog', { name: '1 处有没发出的内容' }).waitFor()
    await page.getByRole('dialog').getByRole('button', { name: '退出登录' }).click()
    await page.getByRole('heading', { name: '登录工作台' }).waitFor()
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
  })
})
