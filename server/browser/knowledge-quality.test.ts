import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser, WIDE } from './open-browser.js'
import { type RunningDesk, startDesk } from './start-desk.js'

const TWINS = `---
title: 热气球
matter: consumer
---

## 热气球票退不了怎么办？

可以要求退票〔消费者权益保护法第五十三条〕。

## 热气球票退不了，怎么办？

不能退，只能转让〔民法典第五百六十三条〕。
`
const GAP = '风筝断线飞走了算谁的'

describe.skipIf(!chromiumPath)('the quality of the knowledge base', () => {
  let desk: RunningDesk
  let browser: Browser
  let page: Page
  let problems: string[]
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wenfa-twins-'))
    await writeFile(join(folder, '热气球.faq.md'), TWINS)
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    await desk.wenfa('ingest', folder)
    for (const text of [GAP, `${GAP}呀`, GAP]) await ask(text)
    ;({ page, problems } = await desk.signIn(browser, 'yanshi-zhishi', '/desk/knowledge/tester'))
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
    await rm(folder, { recursive: true, force: true })
  })

  async function ask(text: string): Promise<void> {
    const post = async (path: string, body: object, secret?: string) => {
      const headers = {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(secret && { authorization: `Bearer ${secret}` }),
      }
      return (await fetch(desk.url + path, { method: 'POST', headers, body: JSON.stringify(body) })).json()
    }
    const { id, secret } = (await post('/api/conversations', {})) as { id: string; secret: string }
    await post(`/api/conversations/${id}/messages`, { messageId: 'm', text }, secret)
  }
  const visit = (path: string) => page.goto(`${desk.url}/desk/knowledge/${path}`)
  const looksRight = async () => {
    await page.setViewportSize({ width: 768, height: 1000 })
    const overflow = () =>
      page.locator('#main').evaluate((element) => element.scrollWidth - element.clientWidth)
    expect(await overflow()).toBe(0)
    await expectAccessible(page)
    await page.setViewportSize(WIDE)
  }

  it('shows the answer of a question beside the way to it, and keeps it as a case', async () => {
    await page.getByLabel('问题').fill('老板拖欠工资怎么办')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: '群众看到的答复' }).waitFor()
    await page.locator('.tried__answer .answer__summary').waitFor()
    const first = page.locator('.tried__table tr', { hasText: '答复引用' }).first()
    await first.getByText('技术细节').click()
    await first.getByText('最相近问法').waitFor()
    await page.getByText('共 ', { exact: false }).last().click()
    await looksRight()
    await page.getByRole('button', { name: '存为用例' }).click()
    const dialog = page.getByRole('dialog', { name: '存为用例' })
    expect(await dialog.getByRole('checkbox', { checked: true }).count()).toBeGreaterThan(0)
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '存为用例' }).click()
    await page.getByText('用例已存').waitFor()
  }, 60_000)

  it('runs the kept cases, one after another', async () => {
    await visit('cases')
    await page.getByText('还没有检验').waitFor()
    await page.getByRole('button', { name: '全部检验' }).click()
    await page.getByText('1 个里 1 个对').waitFor()
    await page.locator('.cases__result').getByText('对', { exact: true }).waitFor()
    await page.getByRole('combobox', { name: '结果' }).click()
    await page.getByTitle('没有查到').click()
    await page.getByText('没有符合的用例').waitFor()
    expect(page.url()).toContain('verdict=missed')
    await page.getByRole('button', { name: '清除筛选' }).click()
    await looksRight()
    await page.getByRole('link', { name: '老板拖欠工资怎么办' }).click()
    await page.getByRole('button', { name: '试问' }).waitFor()
    expect(await page.getByLabel('问题').inputValue()).toBe('老板拖欠工资怎么办')
  }, 60_000)

  it('lists what was not answered, and begins a draft for it, of which it tells what it would change', async () => {
    await visit('gaps')
    const row = page.locator('tr', { hasText: GAP })
    await row.getByText('3 次', { exact: true }).waitFor()
    await row.getByRole('img', { name: /每周次数/ }).waitFor()
    await looksRight()
    await row.getByRole('button', { name: GAP, exact: true }).click()
    const panel = page.getByRole('dialog')
    await panel.getByText(`${GAP}呀`).waitFor()
    await expectAccessible(page)
    await panel.getByRole('button', { name: '起草问答' }).click()
    await page.getByRole('heading', { name: `${GAP}？`, level: 1 }).waitFor()
    await page.getByRole('button', { name: '试一试' }).click()
    await page.getByText('问了 1 个用例').waitFor()
    await expectAccessible(page)
    await visit('gaps?status=drafted')
    await page.locator('tr', { hasText: GAP }).getByRole('link', { name: '看草稿' }).waitFor()
  }, 60_000)

  it('closes a gap by hand, and opens it again', async () => {
    const press = async (name: string) => {
      await page.locator('tr', { hasText: GAP }).getByRole('button', { name: GAP, exact: true }).click()
      await page.locator('.gap-panel').getByRole('button', { name }).click()
      const dialog = page.getByRole('dialog', { name: /这个缺口/ })
      await expectAccessible(page)
      await dialog.getByRole('button', { name }).click()
    }
    await press('标为已解决')
    await page.getByText('已标为解决').waitFor()
    await visit('gaps?status=closed')
    await press('重新打开')
    await page.getByText('已重新打开').waitFor()
    await visit('gaps?status=drafted')
    await page.locator('tr', { hasText: GAP }).waitFor()
  }, 60_000)

  it('shows Q&A that ask the same side by side, and takes one out', async () => {
    await visit('duplicates')
    const pair = page.locator('.pair', { hasText: '热气球票退不了' })
    await pair.getByText('依据互不相同').waitFor()
    await looksRight()
    await pair.getByRole('button', { name: '保留左边' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '撤下' }).click()
    await page.getByText('已撤下').waitFor()
    await pair.waitFor({ state: 'detached' })
    expect(problems).toEqual([])
  }, 60_000)
})
