import { expect } from 'vitest'
import { GUIDE, LAW } from './look-and-upload.js'
import type { Walk } from './start-walk.js'

export const STRING = '风筝线能用金属的吗？'

/** 七 */
export async function write({ keeper, administrator }: Walk): Promise<void> {
  const { page } = keeper
  await keeper.goTo('草稿')
  await keeper.press('写问答')
  await keeper.write('问题', STRING)
  await keeper.write('答案', '不能，要用棉线或者尼龙线〔示例市放风筝管理规定第五条〕。')
  await keeper.press('保存')
  await keeper.see('不能，要用棉线或者尼龙线', page.locator('.pane--parsed'))
  await page.locator('.editor__how').getByText('文字').click()
  await keeper.see('文字')
  await page.locator('summary').getByText('怎么写').click()
  await keeper.see('怎么写')
  await keeper.submit()
  await administrator.openDraft(STRING)
  await administrator.press('发布')
  await administrator.dialog.getByRole('radio', { name: '到时自动发布' }).check()
  await administrator.page.getByLabel('发布时间').fill(soon())
  await administrator.confirm('发布')
  await administrator.see('等待发布', administrator.page.locator('.detail__bar'))

  await keeper.openSource(GUIDE)
  await keeper.press('修改')
  await keeper.replace('正文', '风筝不得高过一百米', '不得高过一百米')
  await keeper.press('保存')
  await keeper.see('已保存，已重新识别')
  await keeper.openSource(GUIDE)
  await keeper.see('相关草稿')
  await keeper.press('看草稿')
  await keeper.submit()
  await administrator.openDraft(GUIDE)
  await administrator.publish()

  await keeper.openSource(GUIDE)
  await keeper.see('版本', page.locator('aside'))
  const versions = page.locator('.versions li')
  await expect.poll(() => versions.count()).toBe(2)
  await keeper.press('退回到这一版', versions.nth(1))
  await keeper.confirm('退回到这一版')
  await keeper.see('已退回，几秒后生效')
  await keeper.see('风筝不得高过一百米', page.locator('.source__text'))
  await expect.poll(() => versions.count()).toBe(3)

  await keeper.press('撤下', versions.first())
  await keeper.dialog.getByText('已经过时').click()
  await keeper.confirm('撤下')
  await keeper.see('已撤下', page.locator('.detail__bar'))
  await keeper.press('退回到这一版', versions.first())
  await keeper.confirm('退回到这一版')
  await keeper.see('使用中', page.locator('.detail__bar'))

  await keeper.openSource(LAW)
  await keeper.press('撤下', versions.nth(1))
  await keeper.dialog.getByText('重复').click()
  await keeper.confirm('撤下')
  await keeper.press('恢复', versions.nth(1))
  await keeper.confirm('恢复')
  await keeper.see('已失效', versions.nth(1))

  await keeper.press('知识审核')
  await page.locator('.review__question').first().click()
  await page.locator('.qa').waitFor()
  await keeper.see('没有找到')
  await keeper.press('退回')
  await keeper.dialog.getByText('依据不准确').click()
  await keeper.confirm('退回')
  await keeper.see('没有等待审核的问答')
}

/** The next full minute that is not too near, as the field for a time writes it, in China's time. */
function soon(): string {
  return new Date(Date.now() + 8 * 3_600_000 + 63_000).toISOString().slice(0, 16)
}
