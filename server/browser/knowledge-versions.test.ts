import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { citizen } from './citizen.js'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser, openPage, PHONE, WIDE } from './open-browser.js'
import { type RunningDesk, startDesk } from './start-desk.js'

const kiteLaw = (notes: string, articles: readonly string[]) =>
  `# 中华人民共和国风筝管理法\n\n（2010年3月1日第一届风筝大会通过${notes}）\n\n${articles.join('\n\n')}\n`
const OLD = kiteLaw('　自2010年5月1日起施行', [
  '第一条　为了规范风筝施放活动，保障公共安全，制定本法。',
  '第二条　施放风筝应当远离高压电线，距离不得少于五十米。',
  '第三条　夜间不得施放风筝，经体育部门批准的赛事除外。',
  '第四条　违反本法规定的，由体育部门责令改正，处二百元以下罚款。',
])
const NEW = kiteLaw('　2022年1月1日修订　自2022年6月1日起施行', [
  '第一条　为了规范风筝施放活动，保障公共安全，制定本法。',
  '第二条　施放风筝应当远离高压电线和机场净空区，距离不得少于一百米。',
  '第三条　未成年人施放风筝应当由成年人陪同。',
  '第四条　夜间不得施放风筝，经体育部门批准的赛事除外。',
  '第五条　违反本法规定的，由体育部门责令改正，处五百元以下罚款。',
])
const guide = (title: string, lead: string) =>
  `---\ntitle: ${title}\nserviceLine: legal_aid\nmatter: administrative\n---\n\n${lead}\n`
const FAR = '施放风筝要离高压电线多远'
const NIGHT = '夜间可以施放风筝吗'

describe.skipIf(!chromiumPath)('a law that changes', () => {
  let desk: RunningDesk
  let browser: Browser
  let folder: string
  let keeper: Page
  let administrator: Page
  let citizenPage: Page
  const problems: string[][] = []
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'wenfa-kites-'))
    ;[desk, browser] = await Promise.all([startDesk(), openBrowser()])
    await writeFile(join(folder, '风筝管理法(2010-03-01).md'), OLD)
    await writeFile(join(folder, '距离.md'), guide(FAR, '离高压电线至少五十米〔风筝管理法第二条〕。'))
    await writeFile(
      join(folder, '夜间.md'),
      guide(NIGHT, '夜间不得施放风筝，批准的赛事除外〔风筝管理法第三条〕。'),
    )
    await desk.wenfa('ingest', folder)
    const [one, other, asking] = await Promise.all([
      desk.signIn(browser, 'yanshi-zhishi', '/desk/knowledge'),
      desk.signIn(browser, 'yanshi-guanli', '/desk/knowledge/dependents'),
      openPage(browser, desk.url),
    ])
    keeper = one.page
    administrator = other.page
    citizenPage = asking.page
    problems.push(one.problems, other.problems, asking.problems)
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await desk?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const fits = async (page: Page) => {
    for (const width of [PHONE.width, 768]) {
      await page.setViewportSize({ width, height: 1000 })
      const main = await page
        .locator('#main')
        .evaluate((element) => element.scrollWidth - element.clientWidth)
      expect(main).toBe(0)
    }
    await expectAccessible(page)
    await page.setViewportSize(WIDE)
  }
  const cardOf = (page: Page, title: string) => page.getByRole('article', { name: title })

  it('takes answers that rest on it out of use, which staff see with what changed', async () => {
    const answer = await citizen(citizenPage).ask(`${FAR}？`)
    await answer.getByText('离高压电线至少五十米').first().waitFor()
    await writeFile(join(folder, '风筝管理法(2022-01-01).md'), NEW)
    await desk.wenfa('ingest', folder)
    await keeper.getByRole('link', { name: '受影响内容' }).click()
    const card = cardOf(keeper, FAR)
    await card.getByText('已停用').waitFor()
    expect(await card.locator('del').allTextContents()).toContain('五十')
    expect(await card.locator('ins').allTextContents()).toContain('一百')
    await cardOf(keeper, NIGHT).getByText('原来的第三条现在是第四条').waitFor()
    await fits(keeper)
    await card.getByRole('link', { name: FAR }).click()
    await keeper.getByText('引用的法条有变化，已停用').waitFor()
    await keeper.getByRole('link', { name: '去处理' }).click()
  })

  it('is compared article by article, and the keyboard goes from change to change', async () => {
    await cardOf(keeper, FAR).getByRole('link', { name: '看整部法规的对比' }).click()
    await keeper.getByRole('heading', { level: 1, name: /版本对比/ }).waitFor()
    await keeper.getByText('另有 1 条没有变化').waitFor()
    await keeper.keyboard.press('j')
    await keeper.keyboard.press('j')
    const focused = () =>
      keeper.evaluate(() => document.activeElement?.querySelector('h2')?.textContent ?? null)
    expect(await focused()).toBe('第三条')
    await keeper.keyboard.press('k')
    expect(await focused()).toBe('第二条')
    await fits(keeper)
    await keeper.getByText('只改条号 1').click()
    await keeper.getByRole('heading', { name: '第三条 → 第四条' }).waitFor()
    expect(await keeper.locator('.change').count()).toBe(1)
    await keeper.getByLabel('某一天哪个版本有效').fill('2015-01-01')
    await keeper.getByText('2010-03-01 版有效').waitFor()
    await keeper.getByLabel('某一天哪个版本有效').fill('2000-01-01')
    await keeper.getByText('还没有生效，2010-05-01 起才有效').waitFor()
  })

  it('is made good: put back with one confirmation, and who got the old answer is told when two agree', async () => {
    await keeper.goto(`${desk.url}/desk/knowledge/dependents`)
    await cardOf(keeper, NIGHT).getByRole('button', { name: '恢复使用' }).click()
    await keeper.getByRole('dialog').getByRole('button', { name: '恢复使用' }).click()
    await cardOf(keeper, NIGHT).waitFor({ state: 'hidden' })
    await cardOf(keeper, FAR).getByRole('button', { name: '通知群众' }).click()
    const dialog = keeper.getByRole('dialog')
    await dialog.getByText('有 1 个会话得到过这条答复').waitFor()
    await expectAccessible(keeper)
    await dialog.getByRole('button', { name: '提交批准' }).click()
    await dialog.getByText('您起草的，要由另一位同事批准。').waitFor()

    await administrator.reload()
    const waiting = administrator.getByRole('region', { name: '等您批准的更正通知' })
    await waiting.getByText(FAR, { exact: true }).waitFor()
    await expectAccessible(administrator)
    await waiting.getByRole('button', { name: '批准并发送' }).click()
    await administrator.getByText('已写入 1 个会话').waitFor()
    await citizenPage.getByText('更正通知').waitFor()
    await expectAccessible(citizenPage)

    await administrator.getByText('只提醒').click()
    await administrator.getByRole('dialog').getByRole('button', { name: '只提醒' }).click()
    await administrator.getByText('已保存，从下一次法条变化起').waitFor()
    await administrator.getByText('已处理', { exact: true }).click()
    await cardOf(administrator, NIGHT).getByText('已恢复').waitFor()
    expect(problems.flat()).toEqual([])
  })
})
