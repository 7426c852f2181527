import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { GUIDE } from './look-and-upload.js'
import type { Walk } from './start-walk.js'
import { STRING } from './write-and-change.js'

const FESTIVAL = '风筝节上能放多高？'
const DAY_MS = 86_400_000

/** 十 */
export async function care({ keeper }: Walk): Promise<void> {
  const { page } = keeper
  const setReview = async (inDays: number) => {
    await keeper.openSource(GUIDE)
    await keeper.see('负责和复核')
    await keeper.press('设定')
    await keeper.choose('负责人', '何清（演示）')
    await page.getByLabel('复核日期').fill(chinaDay(inDays))
    await page.getByLabel('停用日期').fill(chinaDay(30))
    await keeper.confirm('确定')
    await keeper.see('已保存')
  }
  await setReview(5)
  await keeper.goTo('来源')
  await keeper.see('快要复核的')
  await keeper.see('5 天后复核')
  await setReview(0)
  await page.getByRole('link', { name: '您负责的 1 个来源该复核了' }).click()
  await keeper.see('共 1 个')
}

/** 十一 */
export async function administer({ administrator, desk, watchFolder }: Walk): Promise<void> {
  const { page } = administrator
  await administrator.goTo('接口密钥')
  await administrator.press('新建密钥')
  await page.getByLabel('用途').fill('政务服务网')
  await administrator.confirm('新建')
  const key = await page.getByLabel('密钥', { exact: true }).inputValue()
  await administrator.press('已保存，关闭')
  const headers = { authorization: `Bearer ${key}` }
  expect((await fetch(`${desk.url}/api/knowledge/sources?limit=1`, { headers })).status).toBe(200)
  expect((await fetch(`${desk.url}/api/docs/`)).status).toBe(200)

  await writeFile(
    join(watchFolder, '风筝节.csv'),
    `问题,答案\n${FESTIVAL},放得多高，看规定第四条〔示例市放风筝管理规定第四条〕。\n`,
  )
  await expect
    .poll(async () => {
      await administrator.goTo('草稿')
      return page.getByText('风筝节.csv').count()
    })
    .toBe(1)
  await page.getByText('已发布', { exact: true }).click()
  // The hour that was set in 七 has come by now, or comes soon.
  await expect
    .poll(
      async () => {
        await page.reload()
        await page.getByRole('table').waitFor()
        return page.getByRole('link', { name: STRING }).count()
      },
      { timeout: 90_000, interval: 1000 },
    )
    .toBe(1)

  const parent = await mkdtemp(join(tmpdir(), 'wenfa-exported-'))
  const folder = join(parent, '知识库')
  await desk.wenfa('knowledge', 'export', folder)
  await desk.wenfa('knowledge', 'import', folder)
  // Ends with another code where they differ.
  await desk.wenfa('knowledge', 'diff', folder)
  await rm(parent, { recursive: true })

  await administrator.press('审计')
  await administrator.see('新建接口密钥')
}

/** 出了问题: what is not shown before. */
export async function meetTrouble({ administrator }: Walk): Promise<void> {
  const { page } = administrator
  const publish = page.getByRole('button', { name: '发布', exact: true })
  await administrator.openDraft(FESTIVAL)
  await administrator.press('修改')
  await administrator.replace('答案', '看规定第四条', '不能超过一百米')
  expect(await publish.isDisabled()).toBe(true)
  await publish.hover({ force: true })
  await administrator.see('有没保存的修改，请先保存。')
}

/** In China, as a field for a day writes it. */
function chinaDay(inDays: number): string {
  return new Date(Date.now() + 8 * 3_600_000 + inDays * DAY_MS).toISOString().slice(0, 10)
}
