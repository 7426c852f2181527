import type { Page } from 'playwright-core'
import { citizen } from '../citizen.js'
import { DISTANCE } from './look-and-upload.js'
import { CHILDREN } from './new-version.js'
import type { Walk } from './start-walk.js'

const ABROAD = '在美国放风筝，要离高压线多远？'
const TWIN = '几岁能放风筝？'

/** 八 */
export async function tryFirst({ keeper, administrator }: Walk): Promise<void> {
  const { page } = keeper
  await keeper.goTo('检索测试')
  await keeper.write('问题', '放风筝离电线多远')
  await keeper.press('试问')
  await keeper.see('群众看到的答复')
  await keeper.see('一百米', page.locator('.tried__answer'))
  await keeper.press('存为用例')
  await keeper.confirm('存为用例')
  await keeper.goTo('用例')
  await keeper.press('全部检验')
  await keeper.see('1 个里 1 个对')
  await keeper.choose('结果', '没有查到')
  await keeper.see('没有符合的用例')

  for (const [title, before, after] of [
    [DISTANCE, '以外才能放', '以外的地方才能放'],
    [CHILDREN, '大人', '成年人'],
  ] as const) {
    await keeper.openSource(title)
    await keeper.press('修改')
    await keeper.replace('答案', before, after)
    await keeper.press('保存')
    await keeper.see('发布后答复会怎样变')
    await keeper.press('试一试')
    await keeper.see(/问了 1 个用例/)
    await keeper.submit()
  }
  await administrator.goTo('草稿')
  await administrator.page.getByLabel(`选择“${DISTANCE}”`).check()
  await administrator.page.getByLabel(`选择“${CHILDREN}”`).check()
  await administrator.press('发布', administrator.page.getByRole('toolbar'))
  await administrator.see('1 个问题的答复会变', administrator.dialog)
  await administrator.confirm('发布')
  await administrator.see('2 份已发布，几秒后生效')
}

/** 九 */
export async function fillGaps({ keeper, administrator, citizen: asking, met }: Walk): Promise<void> {
  const { page } = keeper
  await askInVain(asking, met)
  const lookInto = async () =>
    page.locator('#main').getByRole('button', { name: ABROAD, exact: true }).click()
  await keeper.goTo('缺口')
  await lookInto()
  await keeper.see('相近的内容')
  await keeper.press('起草问答')
  await keeper.see('请改成要写的内容')
  await keeper.write('答案', '离高压电线不到一百米的，不要自己去拿〔示例市放风筝管理规定第三条〕。')
  await keeper.press('保存')
  await keeper.see('没有发现要核对的地方')
  await keeper.submit()
  await administrator.openDraft(ABROAD)
  await administrator.publish()

  await keeper.goTo('缺口')
  await page.getByText('已解决', { exact: true }).click()
  await keeper.see('已解决')
  await lookInto()
  await keeper.see('还没有人再问')
  await keeper.press('重新打开')
  await keeper.confirmIn('重新打开这个缺口？', '重新打开')
  await keeper.see('已重新打开')
  await keeper.goTo('缺口')
  await lookInto()
  await keeper.press('标为已解决')
  await page.getByLabel('怎样解决的').fill('已有问答')
  await keeper.confirmIn('这个缺口已经解决？', '标为已解决')
  await keeper.see('已标为解决')

  await keeper.goTo('草稿')
  await keeper.press('写问答')
  await keeper.write('问题', TWIN)
  await keeper.write('答案', '要有大人陪着〔示例市放风筝管理规定第六条〕。')
  await keeper.press('保存')
  await keeper.see('要有大人陪着', page.locator('.pane--parsed'))
  await keeper.submit()
  await administrator.openDraft(TWIN)
  await administrator.publish()
  await keeper.goTo('重复与矛盾')
  const pair = page.locator('.pair', { hasText: TWIN })
  await keeper.see('不是重复', pair)
  await keeper.see('保留右边', pair)
  await keeper.press('保留左边', pair)
  await keeper.confirm('撤下')
  await pair.waitFor({ state: 'detached' })
}

/** A conversation of its own, which ends with a ticket: what holds abroad is never answered. */
async function askInVain(page: Page, met: Set<string>): Promise<void> {
  const { openMenu, ask, newest } = citizen(page)
  await (await openMenu()).getByText('新的咨询', { exact: true }).click()
  for (const label of ['菜单', '新的咨询']) met.add(label)
  await ask(ABROAD)
  await newest.locator('.ticket').waitFor()
}
