import { collectCites } from '../guide-fields.js'
import type { ParsedGuide } from '../parsed-source.js'

type Block = ParsedGuide['sections'][number]

/** The Markdown that `readGuideBlocks` reads back. @param hashes of a heading: ## in a guide, ### in an answer */
export function printGuideBlocks(
  { lead, sections }: Pick<ParsedGuide, 'lead' | 'sections'>,
  hashes: string,
): string {
  const blocks: Block[] = [{ heading: '', kind: 'text', items: lead.split('\n') }, ...sections]
  return blocks
    .flatMap((block, index) => {
      const joins = block.heading === '' && blocks[index - 1]?.kind === block.kind
      return [
        ...(block.heading === ''
          ? []
          : [`${hashes} ${block.heading}${block.heading.endsWith('#') ? ' #' : ''}`]),
        // An empty block keeps two of a kind apart.
        ...(joins ? [block.kind === 'notice' ? '1.' : '>'] : []),
        printItems(block),
      ]
    })
    .join('\n\n')
}

function printItems({ kind, items }: Block): string {
  switch (kind) {
    case 'text':
      return items.join('\n\n')
    case 'steps':
      // A step has two digits at most.
      return items.map((item, index) => `${(index % 99) + 1}. ${item}`).join('\n')
    case 'list':
      return items.map((item) => `- ${item}`).join('\n')
    case 'notice':
      return items.map((item) => `> ${item}`).join('\n')
    default:
      return kind satisfies never
  }
}

/** The articles to be listed, so that together with those in the text they come back as they are; as few as will do. */
export function listedCites(guide: ParsedGuide): string[] {
  const { cites } = guide
  const isEnough = (listed: string[]) => collectCites(guide, listed, 1, []).join('\n') === cites.join('\n')
  const least = cites.findIndex((_, count) => isEnough(cites.slice(0, count)))
  return least < 0 ? cites : cites.slice(0, least)
}
