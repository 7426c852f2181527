import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseCitations } from './article-reference.js'
import { parseStatute } from './parse-statute.js'
import { normaliseTitle, shortTitle } from './short-title.js'

const STATUTES = join(import.meta.dirname, '..', '..', 'shared', 'data', 'statutes', 'national')
const STARTER = join(import.meta.dirname, 'starter')
const present = existsSync(STATUTES)
if (!present) console.warn('Starter citations are not resolved: ../shared/data/statutes is absent')

async function markdownIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true })
  return names.filter((name) => name.endsWith('.md')).sort()
}

it.skipIf(!present)('names only articles that exist', async () => {
  const laws = new Map<string, Set<string>>()
  for (const name of await markdownIn(STATUTES)) {
    const statute = parseStatute(await readFile(join(STATUTES, name), 'utf8'), name.split('/').at(-1)!)
    const key = titleKey(statute.shortTitle)
    const articles = laws.get(key) ?? new Set<string>()
    for (const { number, suffix } of statute.provisions)
      if (number !== null) articles.add(`${number} ${suffix}`)
    laws.set(key, articles)
  }
  const titles = [...laws.keys()]
  const articlesOf = (lawName: string) => {
    const key = titleKey(shortTitle(lawName))
    return laws.get(key) ?? laws.get(titles.find((title) => title.includes(key)) ?? '')
  }

  let checked = 0
  const unresolved: string[] = []
  for (const folder of ['guides', 'faq']) {
    for (const name of await markdownIn(join(STARTER, folder))) {
      const text = await readFile(join(STARTER, folder, name), 'utf8')
      for (const { text: marker, references } of parseCitations(text)) {
        if (references.length === 0) unresolved.push(`${name}: 〔${marker}〕 names no article`)
        for (const { lawName, from, to } of references) {
          const articles = lawName === null ? undefined : articlesOf(lawName)
          checked++
          for (const { number, suffix } of [from, to]) {
            if (!articles?.has(`${number} ${suffix}`)) unresolved.push(`${name}: 〔${marker}〕`)
          }
        }
      }
    }
  }
  expect(unresolved).toEqual([])
  expect(checked).toBeGreaterThan(500)
})

/** A citation names the laws inside a title by their short names too: 《关于适用〈民事诉讼法〉的解释》. */
function titleKey(title: string): string {
  return normaliseTitle(title)
    .replaceAll('中华人民共和国', '')
    .replace(/[《》〈〉]/g, '')
}
