import type { Locator, Page } from 'playwright-core'

/** What a citizen does on the page, in their words. */
export function citizen(page: Page) {
  const composer = page.getByRole('textbox', { name: '说说您遇到的事' })
  const newest = page.locator('.turn').last()
  return {
    composer,
    /** The newest question with everything that came of it. */
    newest,
    async ask(question: string): Promise<Locator> {
      await composer.fill(question)
      await composer.press('Enter')
      await newest.getByRole('heading', { name: question }).waitFor()
      await newest.locator('.card, .crisis, .failed').first().waitFor()
      await newest.locator('.working').waitFor({ state: 'detached' })
      return newest
    },
    async openMenu(): Promise<Locator> {
      await page.getByRole('button', { name: '菜单' }).click()
      return page.getByRole('dialog', { name: '设置与服务' })
    },
    async handOff(note = ''): Promise<Locator> {
      await page.getByRole('button', { name: '转人工', exact: true }).click()
      const sheet = page.getByRole('dialog', { name: '转给工作人员' })
      if (note) await sheet.getByRole('textbox').fill(note)
      await sheet.getByRole('button', { name: '确认转人工' }).click()
      await newest.locator('.ticket').waitFor()
      return newest.locator('.ticket')
    },
  }
}
