import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closePages } from './close-pages.js'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser } from './open-browser.js'
import { type RunningDesk, startDesk } from './start-desk.js'

interface Listed {
  number: string
  summaryMasked: string
}

describe.skipIf(!chromiumPath)('a ticket', () => {
  let desk: RunningDesk
  let browser: Browser
  let all: Listed[]
  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    all = (JSON.parse(await desk.wenfa('tickets', 'list', '--all', '--json')) as { tickets: Listed[] })
      .tickets
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
  })
  closePages(() => browser)

  const about = (text: string) => all.find(({ summaryMasked }) => summaryMasked.includes(text))!.number
  const open = async (text: string, login: Parameters<RunningDesk['signIn']>[1] = 'yanshi-qu') => {
    const number = about(text)
    const opened = await desk.signIn(browser, login, `/desk/tickets/${number}?view=below`)
    await opened.page.getByRole('heading', { name: number }).waitFor()
    return { ...opened, number }
  }
  const editor = (page: Page) => page.locator('.reply textarea')
  const thread = (page: Page) => page.getByRole('region', { name: '对话' })
  const shown = async (number: string) =>
    JSON.parse(await desk.wenfa('tickets', 'show', number, '--json')) as {
      status: string
      events: { kind: string; payload: { text?: string; reason?: string } }[]
    }

  it('shows who, what and how to reach them, the suggestion with its sources, and the article', async () => {
    const { page, problems } = await open('老板拖欠工资')
    await page.getByText('13800000001').first().waitFor()
    await page.locator('.facts').getByText('吴兴区', { exact: false }).first().waitFor()
    await expectAccessible(page)
    await page.locator('.sources__name').first().click()
    await page.locator('dialog .reader__text').waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'hidden' })
    expect(problems).toEqual([])
  })

  it('tells what a citizen did as what happened, and notes of staff as theirs', async () => {
    const { page } = await open('老板不给报工伤', 'yanshi-shi')
    await thread(page).locator('.event', { hasText: '群众留了联系电话' }).waitFor()
    expect(await thread(page).innerText()).not.toContain('内部备注')
    await page.getByText('内部备注', { exact: true }).click()
    await editor(page).fill('先问过德清县')
    await page.getByRole('button', { name: '保存备注' }).click()
    await thread(page).locator('.note', { hasText: '周敏（演示） 的内部备注，群众看不到' }).waitFor()
    await page.getByRole('tab', { name: '办理经过' }).click()
    const history = page.getByRole('region', { name: '办理经过' })
    await history.getByText('群众留了联系电话').waitFor()
    await history.getByText('周敏（演示） 写了内部备注').waitFor()
  })

  it('asks in plain words who, what, when, where and what for', async () => {
    const { page } = await open('老板拖欠工资')
    const labels = await page.locator('.facts dt').allInnerTexts()
    expect(labels.slice(0, 5)).toEqual(['谁', '什么事', '什么时候', '在哪里', '想要什么'])
  })

  it('is taken, answered from the suggestion, taken back within seconds, sent, and closed with a reason', async () => {
    const { page, number } = await open('退租')
    await page.keyboard.press('t')
    await page.getByText('已受理').first().waitFor()
    await page.getByRole('button', { name: '用这个答复' }).click()
    await editor(page).press('End')
    expect(await editor(page).inputValue()).toContain('押金')
    expect(await editor(page).inputValue()).not.toContain('载入')
    await page.getByRole('button', { name: '发送答复' }).click()
    await page.getByText('5 秒后发给群众').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '撤销' }).click()
    expect((await shown(number)).status).toBe('taken')

    await editor(page).fill('您好，押金应当退还。')
    await editor(page).press('Control+Enter')
    await thread(page).getByText('您好，押金应当退还。').waitFor({ timeout: 10_000 })
    await expect.poll(() => editor(page).inputValue()).toBe('')
    expect((await shown(number)).status).toBe('answered')

    await page.getByRole('button', { name: '办结' }).click()
    await page.getByRole('dialog').getByText('已答复，群众无异议').click()
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: '办结' }).click()
    await page.locator('.ticket__bar').getByText('已办结').waitFor()
    expect((await shown(number)).events.at(-1)).toMatchObject({
      kind: 'closed',
      payload: { reason: '已答复，群众无异议' },
    })
  })

  it('keeps unsent text across a reload, marks it in the queue, and forgets it when it is sent', async () => {
    const { page, number } = await open('误工费')
    await page.getByText('内部备注', { exact: true }).click()
    await editor(page).fill('明天上午再打一次电话')
    await page.reload()
    await editor(page).waitFor()
    expect(await editor(page).inputValue()).toBe('明天上午再打一次电话')
    await page.keyboard.press('Escape')
    await page.getByRole('link', { name: '回到列表' }).click()
    await page.locator('.row', { hasText: number }).getByText('草稿').waitFor()
    await page.goBack()
    await page.getByRole('button', { name: '保存备注' }).click()
    await thread(page).getByText('明天上午再打一次电话').waitFor()
    await page.reload()
    await editor(page).waitFor()
    expect(await editor(page).inputValue()).toBe('')
  })

  it('inserts sources and templates, and does not send what is still masked without asking', async () => {
    const { page, number } = await open('借了我五万')
    await page.getByRole('button', { name: '插入依据' }).click()
    await page.getByRole('menuitem').first().click()
    expect(await editor(page).inputValue()).not.toBe('')
    await page.getByRole('button', { name: '模板' }).click()
    await page.getByRole('menuitem', { name: '借款到期不还' }).click()
    expect(await editor(page).inputValue()).toContain('《民法典》第六百七十五条')
    await editor(page).fill('请拨打[电话9]')
    await page.getByRole('button', { name: '发送答复' }).click()
    await page.getByRole('dialog', { name: '还有没还原的内容：[电话9]' }).waitFor()
    await page.getByRole('button', { name: '回去改' }).click()
    expect(await editor(page).inputValue()).toBe('请拨打[电话9]')
    expect((await shown(number)).events.some(({ kind }) => kind === 'replied')).toBe(false)
  })

  it('is asked about, handed to the office below with a reason, and leaves who no longer sees it', async () => {
    const { page, number } = await open('物业服务差')
    await page.keyboard.press('t')
    await page.locator('.ticket__bar').getByText('办理中').waitFor()
    await page.keyboard.press('a')
    await editor(page).fill('请问小区叫什么名字？')
    await page.getByRole('button', { name: '发送', exact: true }).click()
    await page.getByRole('button', { name: '立即发送' }).click()
    await page.locator('.ticket__bar').getByText('待群众补充').waitFor()

    await page.getByRole('button', { name: '转办' }).click()
    const dialog = page.getByRole('dialog', { name: '转办' })
    for (const place of ['上级', '同级', '下级']) await dialog.getByRole('group', { name: place }).waitFor()
    await dialog.getByText('演示·朝阳街道公共法律服务工作站').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '转办' }).click()
    await dialog.getByText('请选一个机构').waitFor()
    await dialog.getByText('演示·湖州市公共法律服务中心').click()
    await dialog.getByLabel('原因').fill('业主大会由市里统一指导')
    await dialog.getByRole('button', { name: '转办' }).click()
    await page.getByRole('heading', { name: '工单' }).waitFor()
    await page.goto(`${desk.url}/desk/tickets/${number}`)
    await page.getByText('没有这件工单').waitFor()
    await expectAccessible(page)
  })

  it('is merged into another that is found by its number', async () => {
    const { page } = await open('刷单被骗')
    const into = about('老板拖欠工资')
    await page.getByRole('button', { name: '更多' }).click()
    await page.getByRole('menuitem', { name: '并入其他工单…' }).click()
    const dialog = page.getByRole('dialog', { name: '并入其他工单' })
    await dialog.getByRole('searchbox').fill(into)
    await page.keyboard.press('Enter')
    await dialog.getByRole('radio').first().check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '并入', exact: true }).click()
    await page.getByRole('link', { name: into }).waitFor()
  })

  it('tells the second of two who was faster, and keeps what the second wrote', async () => {
    const first = await open('漏水')
    const second = await open('漏水', 'yanshi-jiedao')
    // Never answered: a stream that failed would be tried again, and the page would see what has happened meanwhile.
    // What a worker that tabs share asks for passes by the route.
    await second.page.addInitScript(() => Reflect.deleteProperty(globalThis, 'SharedWorker'))
    await second.page.route('**/api/desk/events', () => {})
    await second.page.reload()
    await editor(second.page).fill('我来联系楼上')
    await first.page.getByRole('button', { name: '受理', exact: true }).click()
    await first.page.getByText('已受理').first().waitFor()
    await second.page.getByRole('button', { name: '受理', exact: true }).click()
    await second.page.getByText('陈立（演示）正在办这件', { exact: false }).waitFor()
    expect(await editor(second.page).inputValue()).toBe('我来联系楼上')
  })

  it('shows its two sides one after the other on a tablet', async () => {
    const { page } = await open('继承房子')
    await page.setViewportSize({ width: 768, height: 1024 })
    await thread(page).waitFor()
    expect(await page.locator('.facts').isVisible()).toBe(false)
    await page.locator('.ticket__panes').getByText('情况和建议').click()
    await page.locator('.facts').waitFor()
    await page.getByRole('tab', { name: '办理经过' }).click()
    await page.locator('.history').getByText('请群众补充').waitFor()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(768)
  })
})
