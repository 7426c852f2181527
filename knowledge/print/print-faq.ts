import { printFrontMatter } from '../front-matter.js'
import type { Matter } from '../matter.js'
import type { ParsedGuide } from '../parsed-source.js'
import { listedCites, printGuideBlocks } from './print-guide-blocks.js'

interface FaqFile {
  title: string
  /** Of all entries that have this one and no other; null: each says its own. */
  matter: Matter | null
}

/**
 * The Markdown form of Q&A, as in knowledge/starter/README.md, in their order. `parseFaq` reads back whatever it has read
 * once, as long as each question comes once.
 */
export function printFaq({ title, matter }: FaqFile, entries: readonly ParsedGuide[]): string {
  const parts = entries.map((entry) => {
    const isUsual = matter !== null && entry.matters.join() === matter
    const fields = {
      也这样问: entry.asks,
      业务: entry.serviceLines,
      事项: isUsual ? [] : entry.matters,
      地区: entry.regionCode === null ? [] : [entry.regionCode],
      依据: listedCites(entry),
      生效: entry.effectiveFrom === null ? [] : [entry.effectiveFrom],
      失效: entry.effectiveTo === null ? [] : [entry.effectiveTo],
      接着问: entry.followUps,
    }
    const lines = Object.entries(fields)
      .filter(([, values]) => values.length > 0)
      .map(([name, values]) => `- ${name}: ${values.join(' | ')}`)
    const answer = printGuideBlocks(entry, '###')
    // Not another field.
    const begin = answer.startsWith('-') ? ' ' : ''
    return `${[`## ${entry.title}`, ...lines].join('\n')}\n\n${begin}${answer}\n`
  })
  return [printFrontMatter({ title, matter }), ...parts].join('\n')
}
