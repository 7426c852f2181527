import { join } from 'node:path'
import exceljs from 'exceljs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { totpCode } from '../../platform/staff/second-factor/totp.js'
import { madeOnce } from '../../storage/copy-made.js'
import { freePort, type SpawnedPlatform, spawnWorkPlatform } from '../spawn-work-platform.js'
import { closePages } from './close-pages.js'
import { expectAccessible } from './expect-accessible.js'
import { chromiumPath, openBrowser, openPage, WIDE } from './open-browser.js'
import { PASSWORD, type RunningDesk, startDesk } from './start-desk.js'

const TABLET = { width: 768, height: 1024 }
const KEYS = 'k1:the-only-secret-of-this-test-32-bytes'
const TABLE = [
  '名称,层级,地区,上级,地址,电话,时间,业务',
  '演示·吴兴区公共法律服务中心,区县,330502,演示·湖州市公共法律服务中心,演示地址：示例街 31 号,12348,工作日 9:00-17:00,法律援助|公证',
  '演示·长兴县公共法律服务中心,区县,330522,演示·湖州市公共法律服务中心,演示地址：示例街 60 号,12348,工作日 9:00-17:00,',
  '演示·坏的一行,县里,330523,,,电话,,',
].join('\n')

describe.skipIf(!chromiumPath)('administration at the desk', () => {
  let desk: RunningDesk
  let browser: Browser
  let platformPort: number
  let platform: SpawnedPlatform | undefined
  beforeAll(async () => {
    platformPort = await freePort()
    const environment = { EXCHANGE_URL: `http://127.0.0.1:${platformPort}`, EXCHANGE_KEYS: KEYS }
    ;[desk, browser] = await Promise.all([startDesk(environment, environment), openBrowser()])
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await platform?.kill()
    await desk?.close()
  })
  closePages(() => browser)

  const fitsTablet = async (page: Page) => {
    await page.setViewportSize(TABLET)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(TABLET.width)
    await expectAccessible(page)
    await page.setViewportSize(WIDE)
  }
  const failsAndComesBack = async (page: Page, route: string, path: string, sign: string) => {
    await page.route(route, (request) => request.abort())
    await page.goto(desk.url + path)
    await page.getByText('没有连上服务器').waitFor()
    await expectAccessible(page)
    await page.unroute(route)
    await page.getByRole('button', { name: '重试' }).click()
    await page.getByText(sign).first().waitFor()
  }

  it('shows the offices as a tree, by keyboard too, and who receives what', async () => {
    const { page, problems } = await desk.signIn(browser, 'yanshi-guanli', '/desk/offices')
    const item = (name: string) => page.getByRole('treeitem', { name })
    await item('演示·浙江省公共法律服务中心').waitFor()
    await expectAccessible(page)
    await item('演示·浙江省公共法律服务中心').focus()
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowRight', 'ArrowDown']) await page.keyboard.press(key)
    await page.getByRole('heading', { name: '演示·朝阳街道公共法律服务工作站' }).waitFor()
    expect(await item('演示·吴兴区公共法律服务中心').getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('ArrowLeft')
    await page.getByRole('heading', { name: '演示·吴兴区公共法律服务中心' }).waitFor()
    await page.getByText(/\d+ 个下级地区没有机构/).waitFor()
    await item('演示·湖州市劳动人事争议调解中心').click()
    // It does two things; the rest goes to the centre of the city.
    await page.getByRole('row', { name: /演示·湖州市公共法律服务中心.*公证/ }).waitFor()

    await page.getByLabel('搜机构').fill('德清 武康')
    await page.getByText('1 个符合').waitFor()
    await page.getByRole('button', { name: /武康街道/ }).click()
    await page.getByRole('heading', { name: '演示·武康街道公共法律服务工作站' }).waitFor()
    await expectAccessible(page)
    // Where one was stands in the address.
    await page.reload()
    await page.getByRole('heading', { name: '演示·武康街道公共法律服务工作站' }).waitFor()
    await fitsTablet(page)
    expect(problems).toEqual([])
    await failsAndComesBack(page, '**/api/desk/offices', '/desk/offices', '演示·浙江省')
  })

  it('adds an office below another, and changes it', async () => {
    const { page } = await desk.signIn(browser, 'yanshi-guanli', '/desk/offices')
    await page.getByRole('treeitem', { name: '演示·德清县公共法律服务中心' }).click()
    await page.getByRole('button', { name: '新增下级' }).click()
    const dialog = page.getByRole('dialog', { name: '新增机构' })
    await dialog.getByLabel('名称').fill('演示·舞阳街道公共法律服务工作站')
    await expectAccessible(page)
    await dialog.getByLabel('地区').fill('德清 舞阳')
    await page.getByText('浙江省湖州市德清县舞阳街道', { exact: false }).last().click()
    await dialog.getByLabel('电话').fill('打 12348')
    await dialog.getByRole('button', { name: '新增' }).click()
    await dialog.getByText('只写号码').waitFor()
    await dialog.getByLabel('电话').fill('12348')
    await dialog.getByRole('button', { name: '新增' }).click()
    await page.getByRole('heading', { name: '演示·舞阳街道公共法律服务工作站' }).waitFor()
    expect(await page.getByRole('treeitem', { name: '舞阳街道' }).getAttribute('aria-level')).toBe('4')

    await page.getByRole('button', { name: '修改' }).click()
    await page.getByLabel('服务时间').fill('工作日 8:30-17:00')
    await page.getByRole('button', { name: '保存' }).click()
    await page.getByText('工作日 8:30-17:00').waitFor()
  })

  it('imports a table after it has shown what it would do, and gives one to begin with', async () => {
    const { page } = await desk.signIn(browser, 'yanshi-guanli', '/desk/offices')
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '下载机构表' }).click(),
    ])
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.readFile(await download.path())
    expect(workbook.worksheets[0]!.getCell('A2').value).toBe('演示·浙江省公共法律服务中心')

    await page.getByRole('button', { name: '导入表格' }).click()
    await expectAccessible(page)
    const file = page.locator('input[type=file]')
    await file.setInputFiles({ name: '坏.csv', mimeType: 'text/csv', buffer: Buffer.from('甲,乙\n1,2') })
    await page.getByText('第一行要有“名称、层级、地区”三列').waitFor()
    await file.setInputFiles({ name: '机构.csv', mimeType: 'text/csv', buffer: Buffer.from(TABLE) })
    const dialog = page.getByRole('dialog', { name: '导入机构表' })
    await dialog.getByText('层级“县里”不认识').waitFor()
    await dialog.getByText('演示地址：示例街 31 号').waitFor()
    await expectAccessible(page)
    expect(await page.getByRole('treeitem', { name: '长兴县' }).count()).toBe(0)
    await dialog.getByRole('button', { name: '写入 2 个机构' }).click()
    await page.getByText('已导入：新增 1 个，修改 1 个').waitFor()
    await page.getByRole('treeitem', { name: '演示·长兴县公共法律服务中心' }).waitFor()
  })

  it('shows offices to who works on tickets, and lets them change none', async () => {
    const { page } = await desk.signIn(browser, 'yanshi-qu', '/desk/offices')
    await page.getByRole('treeitem', { name: '演示·吴兴区公共法律服务中心' }).waitFor()
    expect(await page.getByRole('button', { name: /修改|导入|新增/ }).count()).toBe(0)
    expect(await page.getByRole('link', { name: '人员' }).count()).toBe(0)
    await page.goto(`${desk.url}/desk/staff`)
    await page.getByText('您的岗位看不到这一页').waitFor()
  })

  it('makes an account, shows its link once, and lets its owner in by it', async () => {
    const { page, problems } = await desk.signIn(browser, 'yanshi-guanli', '/desk/staff')
    const row = (name: string) => page.getByRole('row').filter({ hasText: name })
    await row('演示主管').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '新建账号' }).click()
    const dialog = page.getByRole('dialog', { name: '新建账号' })
    await dialog.getByLabel('姓名').fill('许诺（演示）')
    await dialog.getByLabel('登录名').fill('yanshi-xin')
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '新建，取得链接' }).click()
    await dialog.getByText('请填写').waitFor()
    await dialog.getByLabel('机构').fill('德清县')
    await page.getByText('演示·德清县公共法律服务中心（县级）').last().click()
    await dialog.getByRole('button', { name: '新建，取得链接' }).click()
    const shown = page.getByRole('dialog', { name: '许诺（演示）的设置密码链接' })
    await shown.waitFor()
    await expectAccessible(page)
    const url = await shown.getByLabel('设置密码链接').inputValue()
    await page.keyboard.press('Escape')
    await shown.getByRole('button', { name: '我已发给本人' }).click()
    await shown.waitFor({ state: 'hidden' })
    expect(await page.content()).not.toContain(url)
    await row('许诺').getByText('待设密码').waitFor()

    const theirs = (await openPage(browser, url, { viewport: WIDE })).page
    await theirs.getByLabel('新密码').fill(PASSWORD)
    await theirs.getByLabel('再输入一次').fill(PASSWORD)
    await theirs.getByRole('button', { name: '设置密码并登录' }).click()
    await theirs.getByRole('heading', { name: '工单' }).waitFor()
    await page.reload()
    await row('许诺').getByText('1 台设备在线').waitFor()

    await page.getByRole('button', { name: '对许诺（演示）的操作' }).click()
    await expectAccessible(page)
    await page.getByRole('menuitem', { name: '停用账号' }).click()
    await page.getByText('手上的工单还在他名下').waitFor()
    await expectAccessible(page)
    await page.getByRole('dialog').getByRole('button', { name: '停用账号' }).click()
    await row('许诺').getByText('已停用').waitFor()
    await theirs.reload()
    await theirs.getByRole('heading', { name: '登录工作台' }).waitFor()

    await page.getByRole('button', { name: '对许诺（演示）的操作' }).click()
    await page.getByRole('menuitem', { name: '启用账号' }).click()
    await page.getByRole('dialog').getByRole('button', { name: '启用账号' }).click()
    await row('许诺').getByText('在用').waitFor()
    await page.getByLabel('搜姓名').fill('没有这个人')
    await page.getByText('没有符合条件的人').waitFor()
    await page.getByRole('button', { name: '清除筛选' }).click()
    await fitsTablet(page)
    expect(problems).toEqual([])
    await failsAndComesBack(page, '**/api/staff/members', '/desk/staff', '演示主管')
  })

  it('shows how the exchange stands, sends again, skips with a reason, and compares both sides', async () => {
    const { page } = await desk.signIn(browser, 'yanshi-guanli', '/desk/exchange')
    await page.getByText('连不上对方').waitFor()
    const letters = page.getByRole('region', { name: '停发的消息' }).getByRole('row')
    await expect.poll(() => letters.count()).toBe(3)
    await page.getByText('说的是“机构编码 330521 没有登记”').waitFor()
    await expectAccessible(page)
    await page
      .getByRole('button', { name: /^重发 / })
      .first()
      .click()
    await page.getByText('1 条已放回待发送').waitFor()
    await expect.poll(() => letters.count()).toBe(2)
    await page.getByRole('button', { name: /^跳过 / }).click()
    const dialog = page.getByRole('dialog', { name: /^跳过 .*的“登记”/ })
    await dialog.getByText('不能撤销').waitFor()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: '跳过这条' }).click()
    await page.getByText('没有停发的消息。').waitFor()
    await page.getByRole('button', { name: '现在对账' }).click()
    await page.getByText('没有对成：连不上对方').waitFor()
    await fitsTablet(page)

    const journal = join(madeOnce!, 'administration-journal.jsonl')
    platform = await spawnWorkPlatform(['--port', String(platformPort), '--journal', journal], KEYS)
    await page.getByRole('button', { name: '现在对账' }).click()
    await page.getByText('对方没有这件工单').first().waitFor()
    await expectAccessible(page)
    // Administrators see no tickets; who leads the work goes on from here.
    expect(await page.locator('a.table__number').count()).toBe(0)
    const supervisor = (await desk.signIn(browser, 'yanshi-zhuguan', '/desk/exchange')).page
    await supervisor.locator('a.table__number').first().click()
    await supervisor.getByText('办理经过').waitFor()
    await failsAndComesBack(page, '**/api/desk/exchange', '/desk/exchange', '待发送')
  })

  it('lists what was done, narrows it, and verifies the whole log', async () => {
    const { page, problems } = await desk.signIn(browser, 'yanshi-guanli', '/desk/audit')
    const rows = page.getByRole('row')
    await rows.nth(1).waitFor()
    await expectAccessible(page)
    await page.getByLabel('做了什么').fill('停用账号')
    await page.getByTitle('停用账号').last().click()
    const others = rows.filter({ has: page.locator('td'), hasNotText: '停用账号' })
    await expect.poll(() => others.count()).toBe(0)
    await page.getByLabel('对象').fill('严青（演示）')
    await expect.poll(() => rows.count()).toBe(2)
    await rows.filter({ hasText: '严青（演示）' }).waitFor()
    await page.getByLabel('从哪天').fill('2100-01-01')
    await page.getByText('没有符合条件的记录').waitFor()
    await page.getByRole('button', { name: '清除筛选' }).first().click()
    await rows.filter({ hasText: '转办' }).locator('summary').first().click()
    await rows.filter({ hasText: '转办' }).locator('dt', { hasText: '新机构' }).first().waitFor()
    await page.getByRole('button', { name: '核验日志' }).click()
    await expectAccessible(page)
    await page.getByRole('button', { name: '开始核验' }).click()
    await page.getByText(/日志完整：\d+ 条都对得上/).waitFor()
    const note = await page.getByLabel('最后一条').inputValue()
    await expectAccessible(page)
    await page.getByRole('button', { name: '核验日志' }).click()
    await page.getByLabel('以前记下的最后一条').fill(note.replace(/.$/, (last) => (last === '0' ? '1' : '0')))
    await page.getByRole('button', { name: '开始核验' }).click()
    await page.getByText('和以前记下的不一样').waitFor()
    await fitsTablet(page)
    expect(problems).toEqual([])
    await failsAndComesBack(page, '**/api/desk/audit?**', '/desk/audit', '登录')
  })

  it('lets a member set up a second factor, get new codes, and take it off', async () => {
    const { page } = await desk.signIn(browser, 'yanshi-qu2')
    const openOwn = async (item: string) => {
      await page.getByRole('button', { name: /^账号：/ }).click()
      await page.getByRole('menuitem', { name: item, exact: true }).click()
    }
    await openOwn('绑定动态验证码')
    await page.getByRole('button', { name: '开始绑定' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: '开始绑定' }).click()
    await page.getByText('不能扫码？').click()
    const secret = await page.locator('.entrance__secret code').innerText()
    await expectAccessible(page)
    await page.getByLabel('输入验证器上显示的 6 位数字').fill(totpCode(secret, new Date(Date.now() - 30_000)))
    await page.getByRole('button', { name: '完成绑定' }).click()
    await page.getByRole('heading', { name: '绑定好了，请保存备用码' }).waitFor()
    const paper = await page.locator('.entrance__codes code').allInnerTexts()
    await page.getByRole('button', { name: '我已保存' }).click()
    await page.getByText('已绑定').waitFor()
    await expectAccessible(page)

    await page.getByRole('button', { name: '换一组备用码' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('验证码').fill('000000')
    await dialog.getByRole('button', { name: '换一组备用码' }).click()
    await dialog.getByText('验证码不正确').waitFor()
    await expectAccessible(page)
    await dialog.getByLabel('验证码').fill(paper[0]!)
    await dialog.getByRole('button', { name: '换一组备用码' }).click()
    await page.getByText('新的备用码，只显示这一次').waitFor()
    const renewed = await page.locator('.entrance__codes code').allInnerTexts()
    expect(renewed).not.toContain(paper[1])
    await expectAccessible(page)
    await page.getByRole('button', { name: '完成', exact: true }).click()

    await page.getByRole('button', { name: '解除动态验证码' }).click()
    await dialog.getByLabel('验证码').fill(renewed[0]!)
    await dialog.getByRole('button', { name: '解除动态验证码' }).click()
    await page.getByRole('button', { name: '开始绑定' }).waitFor()
    // A second time begins with a secret of its own.
    await page.getByRole('button', { name: '开始绑定' }).click()
    await page.getByText('不能扫码？').click()
    expect(await page.locator('.entrance__secret code').innerText()).not.toBe(secret)
  })
})
