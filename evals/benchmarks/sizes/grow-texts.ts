import { createHash } from 'node:crypto'
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'

/**
 * Copies statutes into a folder until they have so many articles: the national ones first, in an order that mixes
 * kinds of law and is the same on every machine. What was copied before is counted.
 * @param statutes folder with `national` and `local`
 */
export function createTexts(statutes: string, folder: string) {
  const files = ['national', 'local'].flatMap((part) =>
    globSync('**/*.md', { cwd: join(statutes, part) })
      .map((name) => ({ name: join(part, name), order: createHash('sha256').update(name).digest('hex') }))
      .sort((a, b) => (a.order < b.order ? -1 : 1)),
  )
  let next = 0
  let articles = 0
  return {
    /** @param most articles; every national law, or every law, where there are fewer */
    grow(most: number, part: 'national' | 'local'): void {
      for (; next < files.length && articles < most; next++) {
        const { name } = files[next]!
        if (part === 'national' && !name.startsWith('national')) return
        const path = join(statutes, name)
        articles += readFileSync(path, 'utf8').match(/^第\S+条/gm)?.length ?? 0
        cpSync(path, join(folder, name))
      }
    },
  }
}
