import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { copyMade } from '../../storage/copy-made.js'
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
  /**
   * Sets the member's password by the link's token, or signs in with it, and opens an address under /desk. What one
   * types for that is for desk-sign-in.test.ts.
   */
  signIn(
    browser: Browser,
    login: DemoLogin,
    path?: string,
    options?: BrowserContextOptions,
  ): Promise<{ page: Page; problems: string[] }>
  /** Stops the server, and starts it again at the same address. */
  restart(): Promise<void>
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
  const links = await fillDemo(parent, commands)
  let server = await spawnServer(dataDir, environment)
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
      const token = new URL(linkOf(login)).hash.slice(1)
      const enter = async ({ request }: BrowserContext) => {
        const entered = isFirst
          ? await request.post(`${url}/api/staff/set-up`, { data: { token, password: PASSWORD } })
          : await request.post(`${url}/api/staff/session`, { data: { login, password: PASSWORD } })
        if (!entered.ok()) throw new Error(`${login} was not let in: ${await entered.text()}`)
      }
      const { page, problems } = await openPage(browser, url + path, { viewport: WIDE, ...options }, enter)
      await page.getByRole('navigation', { name: '主导航' }).or(page.getByText('绑定动态验证码')).waitFor()
      return { page, problems }
    },
    async restart() {
      await server.stop()
      server = await spawnServer(dataDir, environment, Number(new URL(url).port))
    },
    close: async () => {
      await server.kill()
      await rm(parent, { recursive: true, force: true })
    },
  }
}

type Links = { login: string; url: string }[]

/** Fills `parent`/data with what `wenfa demo` makes under these settings. */
async function fillDemo(parent: string, commands: Record<string, string>): Promise<Links> {
  const settings = createHash('sha256').update(JSON.stringify(commands)).digest('hex').slice(0, 12)
  await copyMade(`demo-${settings}`, parent, async (folder) => {
    const { code, stdout, stderr } = await runWenfa(
      ['demo', '--json', '--data', join(folder, 'data')],
      commands,
    )
    if (code !== 0) throw new Error(`wenfa demo ended with ${code}: ${stderr}`)
    await writeFile(join(folder, 'said.json'), stdout)
  })
  return (JSON.parse(await readFile(join(parent, 'said.json'), 'utf8')) as { links: Links }).links
}
