import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** WCAG 2.2 AA as far as a machine can tell. */
export function expectAccessible(page: Page): Promise<void> {
  return expectNothing(page, { type: 'tag', values: RULES })
}

/** What a change of colours or type size can break. */
export function expectReadable(page: Page): Promise<void> {
  return expectNothing(page, { type: 'rule', values: ['color-contrast', 'scrollable-region-focusable'] })
}

async function expectNothing(page: Page, runOnly: { type: 'tag' | 'rule'; values: string[] }): Promise<void> {
  // Without frames of other sites it need not load itself into a second page to put the results together, and what
  // holds needs no description: less than half the time.
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly, resultTypes: ['violations'] })
    .setLegacyMode(page.frames().length === 1)
    .analyze()
  const found = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
  )
  expect(found).toEqual([])
}
