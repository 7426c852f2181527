import type { Browser, BrowserContext } from 'playwright-core'
import { afterEach, beforeEach } from 'vitest'

/** Closes after each test what it opened: pages that nobody looks at would go on drawing and asking beside the next. */
export function closePages(browser: () => Browser): void {
  let kept = new Set<BrowserContext>()
  beforeEach(() => {
    kept = new Set(browser().contexts())
  })
  afterEach(async () => {
    const opened = browser()
      .contexts()
      .filter((context) => !kept.has(context))
    await Promise.all(opened.map((context) => context.close()))
  })
}
