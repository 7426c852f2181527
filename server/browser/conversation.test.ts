import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { citizen } from './citizen.js'
import { closePages } from './close-pages.js'
import { chromiumPath, openBrowser, openPage, PHONE, WIDE } from './open-browser.js'
import { type RunningWenfa, startWenfa } from './start-wenfa.js'

const QUESTION = '老板拖欠工资怎么办？'

describe.skipIf(!chromiumPath)('a conversation on the page', () => {
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

  it('starts with what people ask, and answers a tapped question', async () => {
    const { page, problems } = await openPage(browser, server.url)
    await page.getByRole('heading', { name: '您好，遇到了什么事？' }).waitFor()
    await page.getByRole('tab', { name: '劳动用工' }).click()
    const question = page.getByRole('tabpanel').getByRole('button').first()
    const text = await question.innerText()
    await question.click()
    const turn = citizen(page).newest
    await turn.getByRole('heading', { name: text }).waitFor()
    await turn.locator('.answer__summary').waitFor()
    expect(await turn.getByText('AI 生成').count()).toBe(1)
    expect(problems).toEqual([])
  })

  it('asks after the end whether the citizen was helped, and goes on with what is not solved', async () => {
    const { page, problems } = await openPage(browser, server.url, { viewport: PHONE })
    const ticket = await citizen(page).handOff('老板欠薪')
    const number = /\d{4}-\d{4}-\d{4}/.exec(await ticket.innerText())![0]
    await server.wenfa('tickets', 'take', number, '--as', '王芳')
    await page.getByText('办理中').waitFor()
    await server.wenfa('tickets', 'ask', number, '哪家公司？', '--as', '王芳')
    await page.getByText('待您补充').first().waitFor()
    const turn = await citizen(page).ask('是甲公司')
    await turn.getByText(`已转给办理工单 ${number} 的工作人员`).waitFor()
    await server.wenfa('tickets', 'close', number, '已答复', '--as', '王芳')
    const asked = page.locator('.status-line', { hasText: '您对办理满意吗' })
    await asked.getByRole('button', { name: '不满意' }).waitFor()
    await asked.getByRole('button', { name: '不满意' }).click()
    await asked.getByText('工作人员会回访您').waitFor()
    expect(await server.wenfa('tickets', 'list', '--call-back')).toContain(number)
    await page.reload()
    await asked.getByRole('button', { name: '没解决，重新办理' }).click()
    await asked.getByText('已经重新办理').waitFor()
    expect(await server.wenfa('tickets', 'show', number)).toContain('待受理')
    expect(problems).toEqual([])
  })

  it('shows some matters first and all of them on demand', async () => {
    const { page } = await openPage(browser, server.url)
    await page.getByRole('tabpanel').waitFor()
    const before = await page.getByRole('tab').count()
    await page.getByRole('button', { name: '全部事项' }).click()
    expect(await page.getByRole('tab').count()).toBeGreaterThan(before)
  })

  it.each([
    ['a phone', PHONE],
    ['a wide screen', WIDE],
  ])('opens the whole article with the quoted words marked on %s', async (_name, viewport) => {
    const { page, problems } = await openPage(browser, server.url, { viewport })
    const turn = await citizen(page).ask(QUESTION)
    const basis = turn.locator('button.basis', { hasText: '劳动合同法》第三十条' })
    await basis.click()
    const reader = page.getByRole('dialog')
    await reader.getByRole('heading', { name: '第三十条' }).waitFor()
    const law = (await reader.locator('.reader__text').innerText()).replace(/\s/g, '')
    expect(law).toContain('申请支付令，人民法院应当依法发出支付令。')
    const quote = (await reader.locator('.reader__text mark').allInnerTexts()).join('')
    expect(quote.length).toBeGreaterThan(5)
    expect(law).toContain(quote.replace(/\s/g, ''))
    expect(await reader.innerText()).toContain('2012-12-28')
    expect(await reader.innerText()).toContain('现行有效')

    await reader.getByRole('button', { name: '上一条' }).click()
    await reader.getByRole('heading', { name: '第二十九条' }).waitFor()
    expect(await reader.locator('.reader__text mark').count()).toBe(0)
    await page.keyboard.press('Escape')
    await reader.waitFor({ state: 'detached' })
    expect(await basis.evaluate((element) => element === document.activeElement)).toBe(true)
    expect(problems).toEqual([])
  })

  it('opens an article from its mark in the text', async () => {
    const { page } = await openPage(browser, server.url)
    const turn = await citizen(page).ask(QUESTION)
    await turn
      .getByRole('button', { name: /^依据\d+：劳动合同法第三十条/ })
      .first()
      .click()
    await page.getByRole('dialog').getByRole('heading', { name: '第三十条' }).waitFor()
  })

  it('opens the article that a message on another platform links to, and the conversation behind it', async () => {
    const post = async (path: string, body: unknown, secret = '') => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` }
      const response = await fetch(server.url + path, { method: 'POST', headers, body: JSON.stringify(body) })
      return response.json()
    }
    const { id, secret } = await post('/api/conversations', {})
    const { answer } = await post(
      `/api/conversations/${id}/messages`,
      { messageId: crypto.randomUUID(), text: QUESTION },
      secret,
    )
    const { passageId, lawTitle } = answer.bases.find(({ passageId }: { passageId: string }) => passageId)
    const { page, problems } = await openPage(browser, `${server.url}/articles/${passageId}`, {
      viewport: PHONE,
    })
    const reader = page.getByRole('dialog')
    await reader.getByText(lawTitle).first().waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: '您好，遇到了什么事？' }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/')
    expect(problems).toEqual([])
  })

  it.each([
    ['a phone', PHONE],
    ['a wide screen', WIDE],
  ])(
    'says of a law that is not loaded what it stands for and where its text is, on %s',
    async (_name, viewport) => {
      const { page, problems } = await openPage(browser, server.url, { viewport })
      const turn = await citizen(page).ask(QUESTION)
      expect((await turn.innerText()).split('载入')).toHaveLength(2)
      await turn
        .getByRole('button', { name: /^依据\d+：劳动合同法第三十条/ })
        .first()
        .waitFor()
      const mark = turn.locator('.cite:not([aria-label*="劳动合同法"])').filter({ hasNotText: '问答' })
      const names = await mark.evaluateAll((marks) => marks.map((each) => each.getAttribute('aria-label')))
      const name = names.find((each) => /：\S+法第\S+条/.test(each ?? ''))!
      await turn.getByRole('button', { name }).first().click()
      const sheet = page.getByRole('dialog')
      await sheet.getByText('这里还没有收录这一条的原文').waitFor()
      const { x, width } = (await sheet.boundingBox())!
      expect(Math.abs(x + width / 2 - viewport.width / 2)).toBeLessThan(2)
      const said = await sheet.locator('.missing__said').first().innerText()
      expect(await turn.innerText()).toContain(said.replace(/。$/, ''))
      expect(await sheet.getByRole('link').getAttribute('href')).toBe('https://flk.npc.gov.cn')
      await page.keyboard.press('Escape')
      await sheet.waitFor({ state: 'detached' })
      expect(problems).toEqual([])
    },
  )

  it('says of what every place fills in itself that it is still to be filled in', async () => {
    const found = JSON.parse(await server.wenfa('search', '申请法律援助 经济困难标准', '--json')) as {
      results: { passageId: string; lawTitle: string }[]
    }
    const { passageId } = found.results.find(({ lawTitle }) => lawTitle === '申请法律援助')!
    const { page } = await openPage(browser, `${server.url}/articles/${passageId}`)
    const text = page.getByRole('dialog').locator('.reader__text')
    await text.getByText('（待填写：经济困难标准）').waitFor()
    expect(await text.innerText()).not.toContain('{{')
  })

  it('tells the times of China wherever the browser is', async () => {
    const { page } = await openPage(browser, server.url, { timezoneId: 'America/New_York' })
    const ticket = await citizen(page).handOff()
    const number = /\d{4}-\d{4}-\d{4,}/.exec(await ticket.innerText())![0]
    await server.wenfa('tickets', 'reply', number, '您好，请带上材料来。', '--as', '王芳')
    const time = page.locator('.staff time')
    const at = new Date((await time.getAttribute('datetime'))!)
    const hour = (at.getUTCHours() + 8) % 24
    expect(await time.innerText()).toMatch(new RegExp(`\\b${String(hour).padStart(2, '0')}:`))
  })

  it('goes on with a suggested question and shows both, the newest at the top', async () => {
    const { page } = await openPage(browser, server.url)
    const turn = await citizen(page).ask(QUESTION)
    const chip = turn.locator('.follow-ups .chip').first()
    const question = await chip.innerText()
    await chip.click()
    await citizen(page).newest.getByRole('heading', { name: question }).waitFor()
    await citizen(page).newest.locator('.card').waitFor()
    expect(await page.locator('.turn').count()).toBe(2)
    expect(await page.locator('.follow-ups').count()).toBeLessThanOrEqual(1)
    const top = await citizen(page).newest.evaluate((element) => element.getBoundingClientRect().top)
    expect(top).toBeLessThan(120)
  })

  it.each([
    ['a phone', PHONE],
    ['a wide screen', WIDE],
  ])('scrolls the conversation and never the document on %s', async (_name, viewport) => {
    const { page } = await openPage(browser, server.url, { viewport })
    const expectStill = async () => {
      const [height, top] = await page.evaluate(() => {
        const { scrollHeight, scrollTop } = document.documentElement
        return [scrollHeight, scrollTop]
      })
      expect(height).toBe(viewport.height)
      expect(top).toBe(0)
      const header = (await page.getByRole('button', { name: '转人工', exact: true }).boundingBox())!
      expect(header.y).toBeGreaterThanOrEqual(0)
    }
    for (const question of [QUESTION, '没签劳动合同怎么办', '离婚后孩子归谁？', '怎么申请法律援助']) {
      await citizen(page).ask(question)
    }
    await expectStill()
    await page.reload()
    await citizen(page).newest.locator('.answer__summary').waitFor()
    await expectStill()
  })

  it('lets every request that brought an answer end by itself', async () => {
    const { page } = await openPage(browser, server.url)
    const aborted: string[] = []
    page.on('requestfailed', (request) => aborted.push(`${request.url()} ${request.failure()?.errorText}`))
    await citizen(page).ask(QUESTION)
    await citizen(page).ask('没签劳动合同怎么办')
    expect(aborted).toEqual([])
  })

  it('takes a rating with a reason', async () => {
    const { page } = await openPage(browser, server.url)
    const turn = await citizen(page).ask(QUESTION)
    await turn.getByRole('button', { name: '没用' }).click()
    await turn.getByRole('textbox', { name: '哪里不对？（可不填）' }).fill('没说去哪里投诉')
    await turn.getByRole('button', { name: '提交' }).click()
    await turn.getByText('谢谢，已记下。').waitFor()
    await page.reload()
    await citizen(page).newest.locator('[aria-pressed="true"]', { hasText: '没用' }).waitFor()
  })

  it('hands off, and brings the human’s reply live', async () => {
    const { page, problems } = await openPage(browser, server.url)
    await citizen(page).ask(QUESTION)
    const ticket = await citizen(page).handOff('下午三点后方便接电话')
    const text = await ticket.innerText()
    const number = /\d{4}-\d{4}-\d{4,}/.exec(text)![0]
    expect(text).toContain('查询码')
    expect(text).toContain('待受理')

    await server.wenfa('tickets', 'reply', number, '您好，请带上工资记录来窗口。', '--as', '王芳')
    await page.locator('.staff', { hasText: '请带上工资记录来窗口' }).waitFor()
    await page.locator('.ticket .badge', { hasText: '已答复' }).waitFor()
    expect(await page.getByRole('status').allInnerTexts()).toContain(
      '工作人员回复：您好，请带上工资记录来窗口。',
    )

    await page.reload()
    await page.locator('.staff', { hasText: '请带上工资记录来窗口' }).waitFor()
    await server.wenfa('tickets', 'reply', number, '刷新以后也能收到。')
    await page.locator('.staff', { hasText: '刷新以后也能收到' }).waitFor()
    expect(await page.locator('.staff').count()).toBe(2)
    expect(problems).toEqual([])
  })

  it('finds a ticket again with its number and code, and refuses a wrong code', async () => {
    const { page } = await openPage(browser, server.url)
    const ticket = await citizen(page).handOff()
    const [number, code] = await ticket.locator('dd').allInnerTexts()
    const elsewhere = (await openPage(browser, server.url)).page
    await (await citizen(elsewhere).openMenu()).getByRole('button', { name: /^查工单/ }).click()
    const sheet = elsewhere.getByRole('dialog', { name: '查工单' })
    await sheet.getByLabel('工单号').fill(number!)
    await sheet.getByLabel('查询码').fill('2222-2222-2222')
    await sheet.getByRole('button', { name: '查询' }).click()
    await sheet.getByText('工单号或查询码不正确').waitFor()
    await sheet.getByLabel('查询码').fill(code!)
    await sheet.getByRole('button', { name: '查询' }).click()
    await sheet.getByText('待受理').waitFor()
  })

  it('takes number and code as people type and paste them, and says which of them is incomplete', async () => {
    const { page, problems } = await openPage(browser, server.url)
    const ticket = await citizen(page).handOff()
    const [number, code] = await ticket.locator('dd').allInnerTexts()
    await (await citizen(page).openMenu()).getByRole('button', { name: /^查工单/ }).click()
    const sheet = page.getByRole('dialog', { name: '查工单' })
    const search = async (typedNumber: string, typedCode: string) => {
      await sheet.getByLabel('工单号').fill(typedNumber)
      await sheet.getByLabel('查询码').fill(typedCode)
      await sheet.getByRole('button', { name: '查询' }).click()
    }
    for (const [typedNumber, typedCode] of [
      [number!.replaceAll('-', ''), code!.toLowerCase().replaceAll('-', ' ')],
      [`工单号：${number}`, `查询码：${code}`],
      ['', `工单号 ${number}，查询码 ${code}`],
    ]) {
      await search(typedNumber!, typedCode!)
      await sheet.getByText('待受理').waitFor()
    }
    await search(number!, code!.slice(0, -1))
    await sheet.getByText('查询码不完整').waitFor()
    expect(await sheet.getByLabel('查询码').evaluate((field) => field === document.activeElement)).toBe(true)
    await search(number!.slice(0, -1), code!)
    await sheet.getByText('工单号不完整').waitFor()
    for (let guess = 0; guess < 5; guess++) {
      await search(number!, '2222-2222-2222')
      await sheet.getByText('工单号或查询码不正确').waitFor()
    }
    await search(number!, code!)
    await sheet.getByText('15 分钟后再查').waitFor()
    expect(problems.filter((problem) => !/404|423/.test(problem))).toEqual([])
  })

  it('restores the conversation after a reload, and forgets it for a new one', async () => {
    const { page } = await openPage(browser, server.url)
    await citizen(page).ask(QUESTION)
    const summary = await page.locator('.answer__summary').innerText()
    await citizen(page).composer.fill('还没写完的话')
    await page.reload()
    await page.locator('.answer__summary', { hasText: summary.slice(0, 10) }).waitFor()
    expect(await citizen(page).composer.inputValue()).toBe('还没写完的话')

    await (await citizen(page).openMenu()).getByRole('button', { name: /^新的咨询/ }).click()
    await page.getByRole('heading', { name: '您好，遇到了什么事？' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: '您好，遇到了什么事？' }).waitFor()
  })

  it('puts the calls first when somebody is in danger', async () => {
    const { page } = await openPage(browser, server.url)
    const turn = await citizen(page).ask('他又打我了，我躲在厕所不敢出去')
    const call = turn.locator('.crisis__call').first()
    expect(await call.getAttribute('href')).toBe('tel:110')
    expect((await call.boundingBox())!.y).toBeLessThan(PHONE.height)
    expect(await turn.locator('.rating, .follow-ups').count()).toBe(0)
  })

  it('keeps the chosen region, one level at a time', async () => {
    const { page } = await openPage(browser, server.url)
    await (await citizen(page).openMenu()).getByRole('button', { name: /^地区/ }).click()
    const sheet = page.getByRole('dialog', { name: '您在哪里？' })
    await sheet.getByRole('button', { name: '四川省' }).click()
    await sheet.getByRole('button', { name: '成都市' }).click()
    await sheet.getByRole('button', { name: '武侯区' }).click()
    const township = sheet.getByRole('button', { name: '就选 武侯区' })
    if (await township.count()) await township.click()
    await sheet.waitFor({ state: 'detached' })
    await page.reload()
    expect(await (await citizen(page).openMenu()).innerText()).toContain('四川省成都市武侯区')
  })

  it('fits a narrow phone without scrolling sideways', async () => {
    const { page } = await openPage(browser, server.url, { viewport: { width: 320, height: 568 } })
    await citizen(page).ask(QUESTION)
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
    expect(overflow).toBeLessThanOrEqual(0)
  })

  it('speaks English when asked to', async () => {
    const { page } = await openPage(browser, `${server.url}/?lang=en`)
    await page.getByRole('heading', { name: 'Hello, what happened?' }).waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
  })
})
