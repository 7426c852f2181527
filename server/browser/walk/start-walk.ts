import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { openBrowser, openPage } from '../open-browser.js'
import { type RunningDesk, startDesk } from '../start-desk.js'
import { type Colleague, colleague } from './colleague.js'

export interface Walk {
  desk: RunningDesk
  /** Labels of the handbook that were pressed or seen in this section. */
  met: Set<string>
  /** Watched by the server for new files. */
  watchFolder: string
  /** Who keeps the knowledge: 何清（演示）. */
  keeper: Colleague
  /** Who reviews: 演示管理员. */
  administrator: Colleague
  citizen: Page
  /** What went wrong in the pages. */
  problems: string[][]
  close(): Promise<void>
}

/** The server over fresh data of the demonstration; the two sign in by their links, each in a browser of their own. */
export async function startWalk(): Promise<Walk> {
  const watchFolder = await mkdtemp(join(tmpdir(), 'wenfa-watched-'))
  const [desk, browser] = await Promise.all([startDesk({ WENFA_WATCH_FOLDER: watchFolder }), openBrowser()])
  const met = new Set<string>()
  const [keeper, administrator, asking] = await Promise.all([
    desk.signIn(browser, 'yanshi-zhishi'),
    desk.signIn(browser, 'yanshi-guanli'),
    openPage(browser, desk.url),
  ])
  return {
    ...{ desk, met, watchFolder },
    keeper: colleague(keeper.page, met),
    administrator: colleague(administrator.page, met),
    citizen: asking.page,
    problems: [keeper.problems, administrator.problems, asking.problems],
    close: async () => {
      await browser.close()
      await desk.close()
      await rm(watchFolder, { recursive: true, force: true })
    },
  }
}
