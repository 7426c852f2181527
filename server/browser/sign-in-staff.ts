import type { Page } from 'playwright-core'
import type { StaffRole } from '../../platform/staff/staff-member.js'
import { GOOD_PASSWORD } from '../staff-client.js'
import type { RunningWenfa } from './start-wenfa.js'

/** Invites somebody as an operator would, and lets them begin in the browser. */
export async function signInStaff(
  { wenfa, url }: Pick<RunningWenfa, 'wenfa' | 'url'>,
  role: StaffRole,
  name: string,
) {
  const said = await wenfa('staff', 'invite', '--role', role, '--name', name)
  const token = /#(\S+)/.exec(said)?.[1]
  if (!token) throw new Error(`No link in: ${said}`)
  return {
    setUpUrl: `${url}/desk/set-up#${token}`,
    async setPassword(page: Page): Promise<void> {
      await page.getByLabel('新密码').fill(GOOD_PASSWORD)
      await page.getByLabel('再输入一次').fill(GOOD_PASSWORD)
      await page.getByRole('button', { name: '设置密码并登录' }).click()
      await page.locator('.shell').waitFor()
    },
  }
}
