import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildPdf } from '../../knowledge/testing/build-pdf.js'
import { citizen } from './citizen.js'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser, openPage, PHONE, WIDE } from './open-browser.js'
import { type RunningDesk, startDesk } from './start-desk.js'

const LAW = {
  name: '云上热气球飞行条例（2026-05-01）.md',
  text: '# 云上热气球飞行条例\n\n2026年5月1日 通过\n\n<!-- INFO END -->\n\n第一条 热气球飞行应当投保第三者责任险。\n\n第三条 本条例自公布之日起施行。\n',
}
const GUIDE = {
  name: '申请热气球飞行报备.md',
  text: '---\ntitle: 申请热气球飞行报备\nserviceLine: legal_aid\nmatter: administrative\nasks:\n  - 飞热气球要去哪里报备\n---\n\n到市体育局窗口报备热气球飞行〔云上热气球飞行条例第一条〕。\n',
}
const BROKEN = { name: '坏的.pdf', text: '这不是 PDF' }

describe.skipIf(!chromiumPath)('drafts of the knowledge base', () => {
  let desk: RunningDesk
  let browser: Browser
  let author: Page
  let publisher: Page
  const problems: string[][] = []
  beforeAll(async () => {
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    const [one, other] = await Promise.all([
      desk.signIn(browser, 'yanshi-zhishi', '/desk/knowledge/upload'),
      desk.signIn(browser, 'yanshi-guanli', '/desk/knowledge'),
    ])
    author = one.page
    publisher = other.page
    problems.push(one.problems, other.problems)
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
  })

  const fits = async (page: Page) => {
    for (const width of [PHONE.width, 768]) {
      await page.setViewportSize({ width, height: 1000 })
      const overflow = () =>
        page.locator('#main').evaluate((element) => element.scrollWidth - element.clientWidth)
      await expect.poll(overflow).toBe(0)
    }
    await expectAccessible(page)
    await page.setViewportSize(WIDE)
  }
  const drop = async (page: Page, files: readonly { name: string; text: string }[]) => {
    const dataTransfer = await page.evaluateHandle((given) => {
      const transfer = new DataTransfer()
      for (const { name, text } of given) transfer.items.add(new File([text], name))
      return transfer
    }, files)
    await page.locator('.upload__drop').dispatchEvent('drop', { dataTransfer })
  }
  const open = async (page: Page, title: string) => {
    await page.goto(`${desk.url}/desk/knowledge/drafts`)
    await page.getByRole('link', { name: title }).click()
    await page.getByRole('heading', { name: title, level: 1 }).waitFor()
  }

  it('come from files that are dropped, each with what became of it', async () => {
    let isCut = true
    await author.route('**/files?name=*', (route) => {
      if (!isCut || !route.request().url().includes(encodeURIComponent(LAW.name))) return route.continue()
      isCut = false
      return route.abort()
    })
    await drop(author, [LAW, GUIDE, BROKEN])
    await author.getByText('没有连上服务器').waitFor()
    await author.getByRole('link', { name: GUIDE.text.slice(11, 20) }).waitFor()
    await author.getByRole('button', { name: '重试' }).click()
    await author.getByRole('link', { name: '云上热气球飞行条例' }).waitFor()
    await author.getByText('文件内容和扩展名不符').waitFor()
    await author.getByText('第一条之后是第三条，中间少了 1 条').waitFor()
    await fits(author)
    await drop(author, [GUIDE])
    await author.getByRole('link', { name: '内容相同的草稿已有' }).waitFor()
    // What became of them stays in the address.
    await author.reload()
    await author.getByRole('button', { name: '全部提交审核（2）' }).click()
    await author.getByText('读出的都已提交审核').waitFor()
    // Also without that address, and to others.
    await publisher.goto(`${desk.url}/desk/knowledge/upload`)
    const broken = publisher.locator('.upload__recent > li').filter({ hasText: '1 个没有读出' })
    await broken.getByRole('button', { name: '看结果' }).click()
    await publisher.getByText('文件内容和扩展名不符').waitFor()
    await fits(publisher)
  }, 60_000)

  it('show the original beside what was understood, and cannot be published by who wrote them', async () => {
    await open(author, '云上热气球飞行条例')
    await author.getByText('中间少了 1 条').waitFor()
    await author.getByRole('button', { name: '看这一处' }).click()
    await expect
      .poll(() => author.evaluate(() => document.activeElement?.textContent))
      .toContain('热气球飞行应当投保第三者责任险')
    expect(await author.getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true)
    await author.getByText('要由别人审核发布').first().waitFor()
    await author.getByLabel('写一条意见').fill('第二条在原文里就没有。')
    await author.getByRole('button', { name: '发表' }).click()
    await author.locator('.comments').getByText('第二条在原文里就没有。').first().waitFor()
    await fits(author)
  }, 60_000)

  it('are changed by one of two at a time, and nobody loses what they wrote', async () => {
    await Promise.all([open(author, '申请热气球飞行报备'), open(publisher, '申请热气球飞行报备')])
    const write = async (page: Page, text: string) => {
      await page.getByRole('button', { name: '修改', exact: true }).click()
      const field = page.getByRole('textbox', { name: '正文' })
      await field.fill((await field.inputValue()).replace(/到市体育局窗口.*/, text))
    }
    await write(author, '先到市体育局窗口报备热气球飞行。')
    await write(publisher, '在网上报备。')
    const field = author.getByRole('textbox', { name: '正文' })
    let arrive = () => {}
    const held = new Promise<void>((resolve) => {
      arrive = resolve
    })
    await author.route(/\/api\/knowledge\/drafts\/[^/]+$/, async (route) => {
      if (route.request().method() === 'PUT') await held
      await route.continue()
    })
    await field.press('Control+s')
    // While it is being saved, the next sentence is written, and is to be saved too.
    await field.fill(`${await field.inputValue()}\n带上身份证。`)
    await field.press('Control+s')
    arrive()
    const parsed = author.locator('.pane--parsed')
    await parsed.getByText('先到市体育局窗口').waitFor()
    expect(await field.inputValue()).toContain('带上身份证。')
    await parsed.getByText('带上身份证。').waitFor()
    // Who comes back to the window is shown what was saved, and still does not write over it unknowingly.
    await publisher.evaluate(() => dispatchEvent(new Event('visibilitychange')))
    await publisher.locator('.pane--parsed').getByText('先到市体育局窗口').waitFor()
    await publisher.getByRole('button', { name: '保存', exact: true }).click()
    await publisher.getByText(/何清（演示） 在今天.*改过，您的修改还没有保存/).waitFor()
    await expectAccessible(publisher)
    await publisher.getByRole('button', { name: '看他保存的内容' }).click()
    await publisher.locator('.pane--parsed').getByText('先到市体育局窗口').waitFor()
    expect(await publisher.getByRole('textbox', { name: '正文' }).inputValue()).toContain('在网上报备。')
    await publisher.getByRole('button', { name: '不改了' }).click()
    await publisher.getByRole('dialog').getByRole('button', { name: '不改了' }).click()
    await publisher.locator('.original').getByText('先到市体育局窗口').waitFor()
    // The refusal is in the browser's log, as is what was cut off.
    expect(problems.flat().filter((problem) => !/409|ERR_FAILED/.test(problem))).toEqual([])
  }, 60_000)

  it('are sent back with a reason, published by somebody else, and answer citizens', async () => {
    await publisher.getByRole('button', { name: '退回' }).click()
    await publisher.getByRole('dialog').getByText('依据要补充').click()
    await publisher.getByRole('dialog').getByRole('button', { name: '退回' }).click()
    await publisher.getByText('演示管理员 退回：依据要补充').waitFor()
    await author.reload()
    await author.getByText('演示管理员 退回：依据要补充').waitFor()
    await author.getByRole('button', { name: '提交审核' }).click()
    await author.locator('.detail__bar').getByText('审核中').waitFor()

    await publisher.goto(`${desk.url}/desk/knowledge/drafts?status=in_review`)
    await publisher.getByRole('navigation', { name: '知识库' }).getByText('2 份待审核').waitFor()
    await publisher.getByRole('checkbox', { name: '全选这一页' }).check()
    await fits(publisher)
    await publisher.getByRole('toolbar').getByRole('button', { name: '发布' }).click()
    await publisher.getByRole('dialog').getByText('还没有用例').waitFor()
    await fits(publisher)
    await publisher.getByRole('dialog').getByRole('button', { name: '发布' }).click()
    await publisher.getByText('没有等待审核的草稿').waitFor()
    await publisher.getByRole('link', { name: '来源' }).click()
    await publisher.getByLabel('搜索来源').fill('热气球飞行报备')
    await publisher.getByRole('link', { name: '申请热气球飞行报备' }).waitFor()

    const { page } = await openPage(browser, desk.url)
    const { ask } = citizen(page)
    await expect
      .poll(async () => (await ask('飞热气球要去哪里报备')).textContent(), {
        timeout: 30_000,
        interval: 2000,
      })
      .toContain('先到市体育局窗口报备热气球飞行')
  }, 90_000)

  it('are planned for an hour to come, or given up', async () => {
    await author.goto(`${desk.url}/desk/knowledge/drafts`)
    await author.getByRole('button', { name: '写问答' }).click()
    await author.getByText('问题还是示例文字“新问答”').waitFor()
    await author.getByRole('button', { name: '提交审核' }).click()
    await author.getByText('还有示例文字没有改：问题“新问答”、答案“请先用一段话直接回答。”').waitFor()
    await fits(author)
    await author.getByRole('textbox', { name: '问题' }).fill('飞热气球要考证吗？')
    await author.getByRole('textbox', { name: '答案' }).fill('要。先考飞行执照。')
    await author.getByRole('button', { name: '步骤' }).click()
    await author.keyboard.type('到体育局报名。')
    await author.getByRole('textbox', { name: '也这样问' }).fill('热气球执照怎么办\n')
    expect(await author.getByRole('button', { name: '提交审核' }).isDisabled()).toBe(true)
    await fits(author)
    // Neither a reload nor what lies between takes away what was written.
    author.once('dialog', (dialog) => void dialog.accept())
    await author.reload()
    await author.getByText('这是您上次没有保存的修改').waitFor()
    await author.getByRole('button', { name: '保存', exact: true }).click()
    await author.locator('.pane--parsed').getByText('1. 到体育局报名。').waitFor()
    await author.locator('.pane--parsed').getByText('热气球执照怎么办').waitFor()
    await author.getByText('文字', { exact: true }).click()
    await author.getByRole('textbox', { name: '文字' }).waitFor()
    await author.getByRole('button', { name: '提交审核' }).click()
    await author.locator('.detail__bar').getByText('审核中').waitFor()
    await open(publisher, '飞热气球要考证吗？')
    await publisher.getByRole('button', { name: '发布', exact: true }).click()
    await publisher.getByRole('radio', { name: '到时自动发布' }).check()
    await publisher.getByLabel('发布时间').fill('2099-01-01T08:30')
    await expectAccessible(publisher)
    await publisher.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
    await publisher.getByText('定于 2099-01-01 08:30 发布').first().waitFor()
    await publisher.getByRole('button', { name: '放弃' }).click()
    await publisher.getByRole('dialog').getByRole('button', { name: '放弃' }).click()
    await publisher.getByText('这份草稿已经放弃').waitFor()
  }, 60_000)

  it('show a PDF itself beside what was read out of it, and nothing else so', async () => {
    const pdf = buildPdf([['云上跳伞管理规定', '第一条 跳伞应当投保。', '第三条 本规定自公布之日起施行。']])
    await author.goto(`${desk.url}/desk/knowledge/upload`)
    await author
      .locator('.upload__drop input[type=file]')
      .setInputFiles({ name: '云上跳伞管理规定.pdf', mimeType: 'application/pdf', buffer: pdf })
    await author.getByRole('link', { name: '云上跳伞管理规定' }).click()
    const shown = author.waitForResponse((response) => response.url().includes('/original.pdf'))
    const frame = author.getByTitle('原件：云上跳伞管理规定.pdf')
    await frame.scrollIntoViewIfNeeded()
    const response = await shown
    expect([response.status(), await response.allHeaders()]).toMatchObject([
      200,
      {
        'content-type': 'application/pdf',
        'content-disposition': expect.stringMatching(/^inline; filename\*=UTF-8''%/),
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none';frame-ancestors 'self'",
        'x-frame-options': 'SAMEORIGIN',
      },
    ])
    await author.locator('.pane--parsed').getByText('跳伞应当投保').waitFor()
    await fits(author)
    await author.getByRole('button', { name: '看这一处' }).first().click()
    await author.getByText('文字', { exact: true }).click()
    await author.locator('.original').getByText('跳伞应当投保').waitFor()
    await author.goto(`${desk.url}/desk/knowledge/drafts?status=published`)
    const guide = await author.getByRole('link', { name: '申请热气球飞行报备' }).getAttribute('href')
    const other = `${desk.url}/api${guide?.replace('/desk', '')}/original.pdf`
    expect((await author.request.get(other)).status()).toBe(404)
  }, 60_000)
})
