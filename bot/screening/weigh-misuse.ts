import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { classifyText, type TextModel } from './text-model.js'

export const MISUSE_LABELS = ['misuse', 'none'] as const
export type MisuseModel = TextModel<(typeof MISUSE_LABELS)[number]>

let loaded: MisuseModel | null = null

/** How likely it is that a message wants the assistant to break its rules, 0 to 1. @param folded see `foldText` */
export function weighMisuse(folded: string): number {
  loaded ??= JSON.parse(readFileSync(join(import.meta.dirname, 'misuse-model.json'), 'utf8')) as MisuseModel
  return classifyText(folded, loaded).misuse
}
