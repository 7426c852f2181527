import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { inject } from 'vitest'
import type { DemoLogin } from '../demo/demo-staff.js'
import { runWenfa, spawnServer } from '../spawn-server.js'
import { openPage, WIDE } from './open-browser.js'

export const PASSWORD = 'eine lange Zeile 2026'

export interface RunningDesk {
  url: string
  /** The member's set-up link, at the server's address. */
  linkOf(login: DemoLogin): string
  /** Runs a command on the same data folder. @returns its stdout */
  wenfa(...args: string[]): Promise<string>
  /** Sets the member's password by the link, or signs in with it, and opens an address under /desk. */
  signIn(
    browser: Browser,
    login: DemoLogin,
    path?: string,
    options?: BrowserContextOptions,
  ): Promise<{ page: Page; problems: string[] }>
  close(): Promise<void>
}

/**
 * The real server over the data that `wenfa demo` makes.
 * @param commands the environment of that and other commands
 */
export async function startDesk(
  environment: Record<string, string> = {},
  commands: Record<string, string> = {},
): Promise<RunningDesk> {
  const parent = await mkdtemp(join(tmpdir(), 'wenfa-desk-'))
  const dataDir = join(parent, 'data')
  const wenfa = async (...args: string[]) => {
    const { code, stdout, stderr } = await runWenfa([...args, '--data', dataDir], commands)
    if (code !== 0) throw new Error(`wenfa ${args[0]} ended with ${code}: ${stderr}`)
    return stdout
  }
  const links = await fillDemo(dataDir, commands)
  const server = await spawnServer(dataDir, environment)
  const { url } = server
  const settled = new Set<DemoLogin>()

  const linkOf = (login: DemoLogin) => {
    const link = links.find((each) => each.login === login)
    if (!link) throw new Error(`The demonstration has no ${login}`)
    return url + new URL(link.url).pathname + new URL(link.url).hash
  }

  return {
    url,
    linkOf,
    wenfa,
    async signIn(browser, login, path = '/desk', options = {}) {
      const isFirst = !settled.has(login)
      settled.add(login)
      const { page, problems } = await openPage(browser, isFirst ? linkOf(login) : `${url}/desk`, {
        viewport: WIDE,
        ...options,
      })
      if (isFirst) {
        await page.getByLabel('新密码').fill(PASSWORD)
        await page.getByLabel('再输入一次').fill(PASSWORD)
        await page.getByRole('button', { name: '设置密码并登录' }).click()
      } else {
        await page.getByLabel('登录名').fill(login)
        await page.getByLabel('密码', { exact: true }).fill(PASSWORD)
        await page.getByRole('button', { name: '登录', exact: true }).click()
      }
      await page.getByRole('navigation', { name: '主导航' }).or(page.getByText('绑定动态验证码')).waitFor()
      if (path !== '/desk') await page.goto(url + path)
      // Being told that nobody was signed in yet is no fault.
      problems.length = 0
      return { page, problems }
    },
    close: async () => {
      await server.kill()
      await rm(parent, { recursive: true, force: true })
    },
  }
}

type Links = { login: string; url: string }[]

/** What `wenfa demo` makes under the same settings is made once in a run of the tests, and copied. */
async function fillDemo(dataDir: string, commands: Record<string, string>): Promise<Links> {
  const name = createHash('sha256').update(JSON.stringify(commands)).digest('hex').slice(0, 12)
  const made = join(inject('madeOnce'), `demo-${name}`)
  if (!existsSync(made)) {
    const making = await mkdtemp(`${made}-`)
    const { code, stdout, stderr } = await runWenfa(
      ['demo', '--json', '--data', join(making, 'data')],
      commands,
    )
    if (code !== 0) throw new Error(`wenfa demo ended with ${code}: ${stderr}`)
    await writeFile(join(making, 'said.json'), stdout)
    // Another file's tests may have been faster: theirs is as good.
    await rename(making, made).catch(() => {})
  }
  await cp(join(made, 'data'), dataDir, { recursive: true })
  return (JSON.parse(await readFile(join(made, 'said.json'), 'utf8')) as { links: Links }).links
}
