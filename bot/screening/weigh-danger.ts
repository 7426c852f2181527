import { modelReader } from './read-model.js'
import { classifyText } from './text-model.js'

export const DANGERS = [
  'self_harm',
  'violence_now',
  'child_in_danger',
  'elder_in_danger',
  'threat_to_life',
  'held',
  'trafficking',
] as const
export type Danger = (typeof DANGERS)[number]

export const DANGER_LABELS = ['danger', 'none'] as const

const readDanger = modelReader<(typeof DANGER_LABELS)[number]>('danger')
const readKinds = modelReader<Danger>('danger-kind')

/** How likely it is that somebody is in danger, 0 to 1. @param folded see `foldText` */
export function weighDanger(folded: string): number {
  return classifyText(folded, readDanger()).danger
}

/** Which danger it is, if there is one. @param folded see `foldText` */
export function likeliestDanger(folded: string): Danger {
  const [[likeliest]] = Object.entries(classifyText(folded, readKinds())).sort((a, b) => b[1] - a[1]) as [
    [Danger, number],
  ]
  return likeliest
}
