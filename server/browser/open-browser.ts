import { existsSync } from 'node:fs'
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core'

/** The headless shell comes first: without windows of its own it takes much less processor time. */
const CANDIDATES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]

/** null: these tests are skipped, for no browser is installed here. */
export const chromiumPath = CANDIDATES.find((path) => existsSync(path)) ?? null

if (!chromiumPath)
  console.warn('Skipped: no Chromium here (apt-get install chromium-headless-shell fonts-noto-cjk)')

export const PHONE = { width: 390, height: 844 }
export const WIDE = { width: 1280, height: 800 }

/** Of these the last list alone holds: Playwright's own comes first. */
const WITHOUT = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
  // What opens below the address bar is two pages of Chromium's own in every window: three times the processor time
  // of the citizen page. The spare process is for the next site that a person goes to.
  'SpareRendererForSitePerProcess',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup',
]

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath ?? undefined,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${WITHOUT.join(',')}`,
    ],
  })
}

/**
 * A page of a citizen who has never been here, and what went wrong in it.
 * @param enter what comes before: getting a cookie
 */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
  enter?: (context: BrowserContext) => Promise<void>,
): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({
    viewport: PHONE,
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    ...options,
  })
  await enter?.(context)
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text())
  })
  await page.goto(url)
  return { page, problems }
}
