import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..')
const handbook = readFileSync(join(ROOT, 'docs', 'knowledge-handbook.zh-CN.md'), 'utf8')
const pages = join(ROOT, 'platform', 'desk', 'page')
/** All that the desk can show. */
const shown = readdirSync(pages, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(pages, file), 'utf8'))
  .join('\n')

describe('the handbook of the knowledge base', () => {
  it.each([...new Set(handbook.match(/(?<=「)[^」]+/g))])('names %s as the desk does', (label) => {
    expect(shown).toContain(label)
  })

  it.each([...new Set(handbook.match(/(?<=`)[^`\n]+\.(?:txt|csv|md)(?=`)/g))])('has %s', (file) => {
    expect(existsSync(join(ROOT, 'examples', 'knowledge', file))).toBe(true)
  })
})
