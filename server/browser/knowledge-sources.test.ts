import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser, PHONE, WIDE } from './open-browser.js'
import { type RunningDesk, startDesk } from './start-desk.js'

const LAW = '云上热气球飞行条例'
const law = (date: string, first: string) =>
  `# ${LAW}\n\n${date} 通过\n\n<!-- INFO END -->\n\n## 第一章 总则\n\n第一条 ${first}\n\n第二条 本条例自公布之日起施行。\n`

describe.skipIf(!chromiumPath)('sources of the knowledge base', () => {
  let desk: RunningDesk
  let browser: Browser
  let folder: string
  let page: Page
  let other: Page
  const problems: string[][] = []
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wenfa-laws-'))
    await writeFile(join(folder, `${LAW}(2020-01-01).md`), law('2020年1月1日', '飞行应当报备。'))
    await writeFile(join(folder, `${LAW}(2024-01-01).md`), law('2024年1月1日', '飞行应当投保。'))
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    await desk.wenfa('ingest', folder)
    const [one, two] = await Promise.all([
      desk.signIn(browser, 'yanshi-zhishi'),
      desk.signIn(browser, 'yanshi-guanli'),
    ])
    page = one.page
    other = two.page
    problems.push(one.problems, two.problems)
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const fits = async () => {
    for (const width of [PHONE.width, 768]) {
      await page.setViewportSize({ width, height: 1000 })
      expect(await page.locator('#main').evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(0)
    }
    await expectAccessible(page)
    await page.setViewportSize(WIDE)
  }
  const openSource = async (who: Page, title: string) => {
    await who.goto(`${desk.url}/desk/knowledge?q=${encodeURIComponent(title)}`)
    await who.getByRole('link', { name: title, exact: true }).click()
    await who.getByRole('heading', { name: title, level: 1 }).waitFor()
  }
  const choose = async (filter: string, option: string) => {
    await page.getByRole('combobox', { name: filter }).click()
    await page.locator('.ant-select-item-option').getByText(option, { exact: true }).click()
  }

  it('are where knowledge staff begin, narrowed by what stands in the address', async () => {
    await page.getByRole('heading', { name: '来源', level: 1 }).waitFor()
    await page.getByText(/共 \d+ 个/).waitFor()
    await page.getByRole('listitem', { name: '2', exact: true }).click()
    await page.waitForURL('**?page=2')
    await choose('种类', '法规')
    await page.getByText('共 1 个').waitFor()
    await page.getByRole('link', { name: LAW }).waitFor()
    await page.getByRole('button', { name: '更多筛选' }).click()
    await choose('事项', '工伤')
    await page.getByText('没有符合条件的来源').waitFor()
    expect(new URL(page.url()).search).toBe('?kind=statute&matter=work_injury')
    await page.reload()
    await page.getByText('没有符合条件的来源').waitFor()
    await fits()
    await page.getByRole('button', { name: '清除筛选' }).first().click()
    await page.getByLabel('搜索来源').fill('热气球')
    await page.getByRole('link', { name: LAW }).waitFor()
    await fits()
  }, 60_000)

  it('show each version whole, with its articles to jump to', async () => {
    await openSource(page, LAW)
    await page.getByText('飞行应当投保。').waitFor()
    await page.getByRole('link', { name: '看正文' }).click()
    await page.getByText('飞行应当报备。').waitFor()
    await page.getByRole('link', { name: '第二条' }).click()
    expect(new URL(page.url()).hash).toBe('#part-2')
    await fits()
  }, 60_000)

  it('are looked after by one of two at a time, who is told of the other', async () => {
    await openSource(other, LAW)
    const set = async (who: Page) => {
      await who.getByRole('button', { name: '设定' }).click()
      await who.getByRole('combobox', { name: '负责人' }).click()
      await who.locator('.ant-select-item-option').getByText('何清（演示）').click()
      await who.getByRole('button', { name: '半年后' }).click()
    }
    await Promise.all([set(page), set(other)])
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click()
    await page.locator('.care').getByText('何清（演示）').waitFor()
    await other.getByRole('dialog').getByRole('button', { name: '确定' }).click()
    await other.getByText(/何清（演示） 在今天.*改过/).waitFor()
    await other.getByRole('button', { name: '看最新的' }).click()
    await other.locator('.care').getByText('何清（演示）').waitFor()
    expect(problems.flat().filter((problem) => !problem.includes('409'))).toEqual([])
    // The day has come: the owner is told on every page, and first of all on that of the knowledge base.
    await page.getByRole('button', { name: '设定' }).click()
    await page.getByLabel('复核日期').fill('2026-01-01')
    await page.getByRole('dialog').getByRole('button', { name: '确定' }).click()
    const source = page.url()
    const told = page.getByRole('banner').getByRole('link', { name: '您负责的 1 个来源该复核了' })
    await told.waitFor()
    await page.goto(`${desk.url}/desk/knowledge`)
    await page.getByRole('region', { name: '快要复核的' }).getByText('就该复核').waitFor()
    await expectAccessible(page)
    await told.click()
    await page.getByText('共 1 个', { exact: true }).waitFor()
    await page.goto(source)
  }, 60_000)

  it('are taken out with a reason and put back, and the version before counts meanwhile', async () => {
    await page.getByRole('button', { name: '撤下：2024-01-01 版' }).click()
    await page.getByRole('dialog').getByText('内容有误').click()
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: '撤下' }).click()
    await page.locator('.versions li', { hasText: '2024-01-01' }).getByText('已撤下').waitFor()
    await page.locator('.versions li', { hasText: '2020-01-01' }).getByText('使用中').waitFor()
    await page.getByRole('button', { name: '恢复：2024-01-01 版' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '恢复' }).click()
    await page.locator('.versions li', { hasText: '2024-01-01' }).getByText('使用中').waitFor()
    await other.goto(`${desk.url}/desk/audit`)
    await other
      .getByRole('row', { name: `撤下来源 ${LAW}` })
      .getByText('原因：内容有误')
      .waitFor()
  }, 60_000)

  it('are changed through a draft, and go back to what they said in one step', async () => {
    const guide = '申请工伤劳动能力鉴定'
    await openSource(page, guide)
    await page.getByRole('button', { name: '修改' }).click()
    const field = page.getByRole('textbox', { name: '正文' })
    await field.fill((await field.inputValue()).replace('先认定工伤', '第一步是认定工伤'))
    await page.getByRole('button', { name: '保存', exact: true }).click()
    await page.locator('.pane--parsed').getByText('第一步是认定工伤').waitFor()
    await page.getByText('发布后替换现在的内容').waitFor()
    await page.getByRole('button', { name: '提交审核' }).click()
    await page.locator('.detail__bar').getByText('审核中').waitFor()
    await other.goto(page.url())
    await other.getByRole('button', { name: '发布', exact: true }).click()
    await other.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
    await other.getByRole('link', { name: '看来源' }).click()
    await other.locator('.source__text').getByText('第一步是认定工伤').waitFor()
    await other.getByText('何清（演示） 提交，演示管理员 发布').waitFor()
    await other.getByRole('button', { name: /^退回到这一版/ }).click()
    await other.getByRole('dialog').getByRole('button', { name: '退回到这一版' }).click()
    await other.locator('.source__text').getByText('先认定工伤').waitFor()
    expect(await other.locator('.versions li').count()).toBe(3)
  }, 60_000)

  it('are open to programs with a key that is shown once', async () => {
    await other.goto(`${desk.url}/desk/knowledge/keys`)
    await other.getByRole('button', { name: '新建密钥' }).click()
    await other.getByLabel('用途').fill('政务服务网')
    await expectAccessible(other)
    await other.getByRole('dialog').getByRole('button', { name: '新建' }).click()
    const key = await other.getByLabel('密钥', { exact: true }).inputValue()
    const ask = () =>
      fetch(`${desk.url}/api/knowledge/sources?limit=1`, { headers: { authorization: `Bearer ${key}` } })
    expect((await ask()).status).toBe(200)
    await other.getByRole('button', { name: '已保存，关闭' }).click()
    await other.getByRole('button', { name: '停用' }).click()
    await other.getByRole('dialog').getByRole('button', { name: '停用' }).click()
    await other.getByText('已停用').first().waitFor()
    expect((await ask()).status).toBe(401)
    await expectAccessible(other)
  }, 60_000)
})
