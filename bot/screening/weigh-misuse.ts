import { modelReader } from './read-model.js'
import { classifyText } from './text-model.js'

export const MISUSE_LABELS = ['misuse', 'none'] as const

const readModel = modelReader<(typeof MISUSE_LABELS)[number]>('misuse')

/** How likely it is that a message wants the assistant to break its rules, 0 to 1. @param folded see `foldText` */
export function weighMisuse(folded: string): number {
  return classifyText(folded, readModel()).misuse
}
