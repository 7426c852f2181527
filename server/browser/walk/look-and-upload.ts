import { expect } from 'vitest'
import { buildPdf } from '../../../knowledge/testing/build-pdf.js'
import { practiceFile } from './handbook.js'
import type { Walk } from './start-walk.js'

export const LAW = '示例市放风筝管理规定'
export const GUIDE = '申请放风筝比赛场地'
export const DISTANCE = '离高压线多远才能放风筝？'
const FILES = [`${LAW}(2025-05-01).txt`, '放风筝问答.csv', `${GUIDE}.md`].map(practiceFile)

/** 一 */
export async function begin({ keeper, administrator }: Walk): Promise<void> {
  await keeper.see('何清（演示）')
  await keeper.see('知识维护员')
  await administrator.see('演示管理员')
}

/** 二 */
export async function look({ keeper }: Walk): Promise<void> {
  const { page } = keeper
  await keeper.goTo('来源')
  await page.getByLabel('搜索来源').fill('工资')
  await page.waitForURL(/q=/)
  await page.getByRole('link', { name: /工资/ }).first().waitFor()
  await page.getByLabel('搜索来源').fill('')
  await keeper.choose('种类', '指南')
  await keeper.press('更多筛选')
  await keeper.choose('事项', '劳动用工')
  await page.waitForURL(/kind=guide&matter=labour/)
  await keeper.press('清除筛选')
  await keeper.openSource('申请法律援助')
  for (const title of ['负责和复核', '版本']) await keeper.see(title, page.locator('aside'))
}

/** 三 */
export async function upload({ keeper }: Walk): Promise<void> {
  const { page } = keeper
  await keeper.goTo('上传')
  const choose = page.locator('.upload__drop input[type=file]')
  let isCut = true
  await page.route('**/files?name=*.md', (route) => {
    if (!isCut) return route.continue()
    isCut = false
    return route.abort()
  })
  await choose.setInputFiles(FILES)
  await keeper.press('重试')
  await keeper.see('结果')
  await expect.poll(() => page.getByText('已读出').count()).toBe(3)
  await choose.setInputFiles([
    { name: '扫描件.pdf', mimeType: 'application/pdf', buffer: buildPdf([[]]) },
    {
      name: '示例市风筝场规定(2025-01-01).pdf',
      mimeType: 'application/pdf',
      buffer: buildPdf([['示例市风筝场规定', '第一条 风筝场应当平整。', '第三条 本规定自公布之日起施行。']]),
    },
  ])
  await choose.setInputFiles(practiceFile(`${GUIDE}.md`))
  await keeper.see('没有读出')
  await keeper.see('已有')

  await keeper.openDraft('示例市风筝场规定')
  await keeper.see('1 处要核对')
  await keeper.press('看这一处')
  await keeper.see('文字')
  await page.locator('.pdf-view__choice').getByText('文字').click()
  await keeper.see('下载原文件')
  await keeper.press('放弃')
  await keeper.confirm('放弃')

  await keeper.openDraft(LAW)
  await keeper.see('原文')
  await keeper.see('识别结果')
  await keeper.see('适用地区')
  expect(await page.locator('.pane--parsed section').count()).toBe(7)
  expect(await page.locator('.pane--parsed .part h3').count()).toBe(3)
  await keeper.submit()
  await keeper.openDraft(GUIDE)
  await keeper.submit()
  await keeper.openDraft(DISTANCE)
  await keeper.submit()
}
