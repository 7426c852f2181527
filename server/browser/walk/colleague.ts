import type { Locator, Page } from 'playwright-core'

export type Colleague = ReturnType<typeof colleague>

/**
 * One of the two who walk, with what their hands and eyes do. Everything is found by the words that are on the screen.
 * @param met gets every label that was pressed or seen
 */
export function colleague(page: Page, met: Set<string>) {
  const exactly = (label: string) => {
    met.add(label)
    return { name: label, exact: true }
  }
  const dialog = page.getByRole('dialog')
  const me = {
    page,
    dialog,

    /** A page of the knowledge base, by its name above all of them. */
    async goTo(label: string): Promise<void> {
      const pages = page.getByRole('navigation', { name: '知识库' })
      if (!(await pages.isVisible())) {
        await page.getByRole('navigation', { name: '主导航' }).getByRole('link', { name: '知识库' }).click()
      }
      met.add('知识库')
      met.add(label)
      // Behind the name may stand how much waits there.
      await pages.getByRole('link', { name: new RegExp(`^${label}( |$)`) }).click()
      await page.getByRole('heading', { name: label, level: 1 }).waitFor()
    },

    /** A button or a link, or what says so in a part of the page. */
    async press(label: string, within: Page | Locator = page): Promise<void> {
      await button(label, within).click()
    },

    /** The button that a dialog is confirmed with. */
    async confirm(label: string): Promise<void> {
      await dialog.getByRole('button', exactly(label)).click()
    },

    /** Where a dialog stands over another. */
    async confirmIn(title: string, label: string): Promise<void> {
      await page.getByRole('dialog', { name: title }).getByRole('button', exactly(label)).click()
    },

    /** A heading, a field or a line that reads so. */
    async see(label: string | RegExp, within: Page | Locator = page): Promise<void> {
      if (typeof label === 'string') met.add(label)
      await within.getByText(label).filter({ visible: true }).first().waitFor()
    },

    async write(label: string, text: string): Promise<void> {
      await page.getByRole('textbox', exactly(label)).fill(text)
    },

    /** What a text field holds, with words replaced. @throws {Error} they are not there */
    async replace(label: string, before: string, after: string): Promise<void> {
      const field = page.getByRole('textbox', exactly(label))
      const text = await field.inputValue()
      if (!text.includes(before)) throw new Error(`${label} does not say ${before}: ${text}`)
      await field.fill(text.replace(before, after))
    },

    /** One entry of a list that opens. */
    async choose(label: string, option: string): Promise<void> {
      await page.getByRole('combobox', exactly(label)).click()
      await page.locator('.ant-select-item-option').getByText(option, { exact: true }).click()
    },

    async openDraft(title: string | RegExp): Promise<void> {
      await me.goTo('草稿')
      await page.locator('#main').getByRole('link', { name: title }).first().click()
      await page.locator('.panes').waitFor()
    },

    async openSource(title: string): Promise<void> {
      await me.goTo('来源')
      await page.getByLabel('搜索来源').fill(title)
      await page.getByRole('table').getByRole('link', { name: title, exact: true }).click()
      await page.getByRole('heading', { name: title, level: 1 }).waitFor()
    },

    /** The draft that is open, to be published by somebody else. */
    async submit(): Promise<void> {
      await me.press('提交审核')
      await page.locator('.detail__bar').getByText('审核中').waitFor()
    },

    /** The draft that is open, at once. */
    async publish(): Promise<void> {
      await me.press('发布')
      await dialog.getByRole('radio', { name: '现在' }).check()
      await me.confirm('发布')
      await page.locator('.detail__bar').getByText('已发布').waitFor()
    },
  }
  /** By what is written on it, which for one of several alike is not its whole name. */
  function button(label: string, within: Page | Locator): Locator {
    met.add(label)
    return within
      .locator('a, button')
      .filter({ hasText: new RegExp(`^${label}$`), visible: true })
      .first()
  }
  return me
}
