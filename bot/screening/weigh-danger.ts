import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { classifyText, type TextModel } from './text-model.js'

/** What the examples tell apart; `none` is everything else that citizens write. */
export const DANGERS = [
  'self_harm',
  'violence_now',
  'child_in_danger',
  'elder_in_danger',
  'threat_to_life',
  'held',
  'trafficking',
  'none',
] as const
export type Danger = (typeof DANGERS)[number]

let loaded: TextModel<Danger> | null = null

/** @param folded see `foldText` @returns the likeliest danger, and how likely it is that there is any, 0 to 1 */
export function weighDanger(folded: string): { likeliest: Exclude<Danger, 'none'>; probability: number } {
  loaded ??= JSON.parse(
    readFileSync(join(import.meta.dirname, 'danger-model.json'), 'utf8'),
  ) as TextModel<Danger>
  const { none, ...dangers } = classifyText(folded, loaded)
  const [likeliest] = Object.entries(dangers).sort((a, b) => b[1] - a[1])[0]!
  return { likeliest: likeliest as Exclude<Danger, 'none'>, probability: 1 - none }
}
