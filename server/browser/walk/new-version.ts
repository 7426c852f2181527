import { expect } from 'vitest'
import { practiceFile } from './handbook.js'
import { DISTANCE, GUIDE, LAW } from './look-and-upload.js'
import type { Walk } from './start-walk.js'

export const CHILDREN = '小孩可以自己放风筝吗？'

/** 五 */
export async function replaceLaw({ keeper, administrator }: Walk): Promise<void> {
  const { page } = keeper
  await keeper.goTo('上传')
  await page.locator('.upload__drop input[type=file]').setInputFiles(practiceFile(`${LAW}(2026-03-01).txt`))
  await keeper.see('已读出')
  await keeper.press(LAW)
  await keeper.see('比现有的版本都新，发布后成为最新版本，旧版本保留。')
  await keeper.submit()
  await administrator.openDraft(LAW)
  await administrator.publish()

  await keeper.openSource(LAW)
  await keeper.see('版本', page.locator('aside'))
  await expect.poll(() => page.locator('.versions li').count()).toBe(2)
  await keeper.press('版本对比')
  const change = (heading: string) =>
    page.locator('.change', { has: page.getByRole('heading', { name: heading, exact: true }) })
  const third = change('第三条')
  await expect.poll(() => third.locator('del').allTextContents()).toEqual(['五十'])
  expect(await third.locator('ins').allTextContents()).toEqual(['一百'])
  await keeper.see('新增', change('第五条'))
  await keeper.see('只改条号', change('第五条 → 第六条'))
  await keeper.see('五十元', change('第六条 → 第七条'))
  await page.getByLabel('某一天哪个版本有效').fill('2025-12-01')
  await keeper.see('2025-05-01 版有效')
  await keeper.see('某一天哪个版本有效')
}

/** 六 */
export async function mendWhatRestsOnIt({ keeper, administrator, citizen }: Walk): Promise<void> {
  const cardOf = (title: string) => keeper.page.getByRole('article', { name: title })
  await keeper.goTo('受影响内容')
  for (const title of [DISTANCE, GUIDE, CHILDREN]) await keeper.see('已停用', cardOf(title))
  await keeper.see('撤下', cardOf(GUIDE))
  await keeper.press('恢复使用', cardOf(GUIDE))
  await keeper.confirm('恢复使用')
  await cardOf(GUIDE).waitFor({ state: 'hidden' })

  for (const [title, before, after] of [
    [DISTANCE, '五十米', '一百米'],
    [CHILDREN, '第五条', '第六条'],
  ] as const) {
    await keeper.goTo('受影响内容')
    await keeper.press('修改', cardOf(title))
    await keeper.replace('答案', before, after)
    await keeper.press('保存')
    await keeper.see(after, keeper.page.locator('.pane--parsed'))
    await keeper.submit()
    await administrator.openDraft(title)
    await administrator.publish()
  }

  await keeper.goTo('受影响内容')
  await keeper.page.getByText('已处理', { exact: true }).click()
  await keeper.press('通知群众', cardOf(DISTANCE))
  await keeper.see('有 1 个会话得到过这条答复')
  await keeper.confirm('提交批准')
  await keeper.see('您起草的，要由另一位同事批准。')
  await keeper.page.keyboard.press('Escape')
  await administrator.goTo('受影响内容')
  await administrator.press('批准并发送')
  await administrator.see('已写入 1 个会话')
  await citizen.getByText('更正通知').waitFor()

  await administrator.see('法条变化时')
  await administrator.page.getByText('只提醒').click()
  await administrator.confirm('只提醒')
  await administrator.see('已保存，从下一次法条变化起')
  await administrator.page.getByText('先停用').click()
  await administrator.confirm('先停用')
}
