import type { ParsedStatute } from '../parsed-source.js'

/** The Markdown form of a statute: title, notes, `<!-- INFO END -->`, headings, 第…条. `parseStatute` reads it back. */
export function printStatute(
  statute: Pick<ParsedStatute, 'title' | 'notes' | 'part' | 'provisions'>,
): string {
  const lines = [`# ${statute.title}`]
  if (statute.part !== null) lines.push(`# ${statute.part}`)
  lines.push(...statute.notes, '<!-- INFO END -->')
  let afterArticle = false
  let path = statute.part === null ? [] : [statute.part]
  for (const { article, headingPath, text } of statute.provisions) {
    const shared = headingPath.findIndex((name, depth) => name !== path[depth])
    const isSame = shared < 0 && headingPath.length === path.length
    if (!isSame) {
      const from = shared < 0 ? Math.max(0, headingPath.length - 1) : shared
      // An empty heading leaves the section without entering another.
      if (headingPath.length === 0) lines.push('##')
      headingPath.slice(from).forEach((name, index) => {
        lines.push(`${'#'.repeat(2 + from + index)} ${name}`)
      })
      path = headingPath
    } else if (article === null && afterArticle) {
      // A heading entered and left ends the article before it.
      const hashes = '#'.repeat(2 + path.length)
      lines.push(`${hashes} 〇`, hashes)
    }
    afterArticle = article !== null
    lines.push(article === null ? text : `${article} ${text}`.trimEnd())
  }
  return `${lines.join('\n\n')}\n`
}
