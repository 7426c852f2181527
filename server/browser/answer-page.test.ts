import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { emptyAnswer } from '../../bot/answer.js'
import { createPageLinks } from '../../channels/page-links.js'
import type { PassageView } from '../../channels/web/web-deps.js'
import { testDatabases } from '../../storage/test-database.js'
import { buildPage, CITIZEN_PAGE } from '../build-page.js'
import { scriptedResult, startTestServer, type TestServer, testDataKey } from '../http-test-server.js'
import { closePages } from './close-pages.js'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser, openPage, PHONE } from './open-browser.js'

const [sqlite] = testDatabases()
const QUESTION = '我是林小雨，老板欠薪'
const ANSWER = {
  ...emptyAnswer('可以申请劳动仲裁。'),
  summaryCitationIds: [1],
  points: [{ text: '用人单位应当按月支付工资。', citationIds: [1] }],
  bases: [
    {
      kind: 'statute' as const,
      lawTitle: '劳动法',
      number: '第五十条',
      versionDate: '2018-12-29',
      quote: '工资应当以货币形式按月支付给劳动者本人。',
      passageId: 'p1',
      loaded: true,
    },
  ],
}

const PASSAGE: PassageView = {
  id: 'p1',
  kind: 'statute',
  lawTitle: '劳动法',
  article: '第五十条',
  headingPath: '第五章 工资',
  text: '工资应当以货币形式按月支付给劳动者本人。不得克扣或者无故拖欠劳动者的工资。',
  versionDate: '2018-12-29',
  effectiveFrom: null,
  effectiveTo: null,
  inForce: true,
  withdrawn: false,
  issuingBody: null,
  previousId: null,
  nextId: null,
}

describe.skipIf(!chromiumPath)('the page of a whole answer', () => {
  let server: TestServer
  let browser: Browser
  let link: string
  const closing: (() => Promise<unknown>)[] = []
  beforeAll(async () => {
    const database = await sqlite!.open()
    const page = await buildPage(CITIZEN_PAGE)
    server = await startTestServer({
      database,
      pageDir: page.directory,
      respond: async (input) => scriptedResult(input, { answer: ANSWER }),
      passages: {
        old: { ...PASSAGE, id: 'old', inForce: false, withdrawn: true },
        earlier: { ...PASSAGE, id: 'earlier', inForce: false, effectiveTo: '2024-07-01' },
        p1: PASSAGE,
      },
    })
    browser = await openBrowser()
    closing.push(
      () => database.drop(),
      () => server.close(),
      () => browser.close(),
    )
    const { body } = await server.ask(await server.converse(), 'm1', QUESTION)
    const links = createPageLinks({
      dataKey: testDataKey,
      personalDataIn: () => [],
      publicUrl: server.url,
    })
    link = links.answerUrl(body, QUESTION)!
  }, 180_000)
  afterAll(async () => {
    for (const close of closing.reverse()) await close()
  })
  closePages(() => browser)

  it('shows the answer with its sources and nothing of who asked', async () => {
    const { page, problems } = await openPage(browser, link, { viewport: PHONE })
    await page.getByText('可以申请劳动仲裁。').waitFor()
    expect(await page.getByText('AI 生成').count()).toBe(1)
    expect(await page.getByText(/林小雨|欠薪/).count()).toBe(0)
    expect(await page.getByRole('textbox').count()).toBe(0)
    await expectAccessible(page)
    await page.locator('button.basis', { hasText: '劳动法》第五十条' }).click()
    const reader = page.getByRole('dialog')
    await reader.locator('mark').first().waitFor()
    await page.keyboard.press('Escape')
    await reader.waitFor({ state: 'detached' })
    await page.getByText('可以申请劳动仲裁。').waitFor()
    expect(problems).toEqual([])
  })

  it.each([
    ['withdrawn since', 'old', /这段资料已经撤下/],
    ['replaced by another version', 'earlier', /这是以前的文本，现在已经不适用/],
  ])('says of an article that was %s that it no longer applies', async (_, id, notice) => {
    const { page, problems } = await openPage(browser, `${server.url}/articles/${id}?key=x`, {
      viewport: PHONE,
    })
    const reader = page.getByRole('dialog')
    await reader.getByRole('note').filter({ hasText: notice }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await reader.waitFor({ state: 'detached' })
    expect(page.url()).toBe(`${server.url}/`)
    expect(problems).toEqual([])
  })

  it('shows the same for a wrong key and for no such answer, and the way to ask', async () => {
    const texts = await Promise.all(
      [`${link}x`, link.replace(/r_[\w-]{22}/, `r_${'0'.repeat(22)}`), link.split('?')[0]!].map(
        async (wrong) => {
          const { page } = await openPage(browser, wrong, { viewport: PHONE })
          await page.getByText('没有找到这条答复').waitFor()
          return page.locator('main').innerText()
        },
      ),
    )
    expect(new Set(texts).size).toBe(1)
    const { page } = await openPage(browser, `${link}x`, { viewport: PHONE })
    await page.getByRole('link', { name: '我也要问' }).click()
    await page.getByRole('heading', { name: '您好，遇到了什么事？' }).waitFor()
  })

  it('is not listed by search engines, and tells no other page its address', async () => {
    const { headers } = await fetch(link)
    expect([headers.get('x-robots-tag'), headers.get('referrer-policy')]).toEqual(['noindex', 'no-referrer'])
  })
})
