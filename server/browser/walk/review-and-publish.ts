import { expect } from 'vitest'
import { citizen } from '../citizen.js'
import { DISTANCE, GUIDE, LAW } from './look-and-upload.js'
import type { Walk } from './start-walk.js'

/** 四 */
export async function publish({ keeper, administrator, citizen: page }: Walk): Promise<void> {
  await keeper.see('要由别人审核')
  expect(await keeper.page.getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true)

  await administrator.goTo('草稿')
  await expect.poll(() => administrator.page.locator('#main tr', { hasText: '审核中' }).count()).toBe(3)
  await administrator.openDraft(DISTANCE)
  await administrator.see('意见')
  await administrator.page.getByLabel('写一条意见').fill('第二问再写短一点')
  await administrator.press('发表')
  await administrator.see('第二问再写短一点', administrator.page.locator('.comments'))
  await administrator.press('退回')
  await administrator.dialog.getByText('内容不准确').click()
  await administrator.confirm('退回')
  await administrator.see('演示管理员 退回：内容不准确')

  await keeper.goTo('草稿')
  await keeper.see('被退回：内容不准确')
  await keeper.openDraft(DISTANCE)
  await keeper.see('演示管理员 退回：内容不准确')
  await keeper.press('修改')
  await keeper.replace('文字', '不满十周岁的，要有成年人陪着', '十岁以下要有大人陪着')
  await keeper.press('保存')
  await keeper.see('十岁以下要有大人陪着', keeper.page.locator('.pane--parsed'))
  await keeper.submit()

  for (const title of [LAW, GUIDE, DISTANCE]) {
    await administrator.openDraft(title)
    await administrator.publish()
  }

  const { ask } = citizen(page)
  await expect
    .poll(async () => (await ask('离高压线多远才能放风筝？')).textContent(), {
      timeout: 20_000,
      interval: 1000,
    })
    .toMatch(/五十米.*第三条/s)
}
