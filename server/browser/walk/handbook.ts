import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const TEXT = readFileSync(join(ROOT, 'docs', 'knowledge-handbook.zh-CN.md'), 'utf8')

export interface HandbookSection {
  /** Without the marks of a heading: 三、上传（10 分钟）. */
  heading: string
  /** What stands in 「」, each once: names of buttons, fields and headings of the desk. */
  labels: readonly string[]
}

/** In the order of the handbook. */
export const HANDBOOK: readonly HandbookSection[] = TEXT.split(/^## /m)
  .slice(1)
  .map((section) => ({
    heading: section.slice(0, section.indexOf('\n')),
    labels: [...new Set(section.match(/(?<=「)[^」]+/g))],
  }))

/** A file for practice, as the handbook names it. */
export const practiceFile = (name: string) => join(ROOT, 'examples', 'knowledge', name)
