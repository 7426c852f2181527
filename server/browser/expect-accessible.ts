import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** WCAG 2.2 AA as far as a machine can tell. */
export function expectAccessible(page: Page): Promise<void> {
  return expectNothing(new AxeBuilder({ page }).withTags(RULES))
}

/** What a change of colours or type size can break. */
export function expectReadable(page: Page): Promise<void> {
  return expectNothing(new AxeBuilder({ page }).withRules(['color-contrast', 'scrollable-region-focusable']))
}

async function expectNothing(axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze()
  const found = violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join(' | ')}`,
  )
  expect(found).toEqual([])
}
