import type { ParsedGuide, ParsedSource } from '../../../knowledge/parsed-source.js'
import { printFaq } from '../../../knowledge/print/print-faq.js'
import { printGuide } from '../../../knowledge/print/print-guide.js'

/** Guides or Q&A of one file as a document that can be edited. */
export function printDocument(title: string, sources: readonly ParsedGuide[]): string {
  const [first] = sources
  if (first?.kind === 'guide') return printGuide(first)
  const matters = new Set(sources.map(({ matters }) => matters.join()))
  const matter = matters.size === 1 && first?.matters.length === 1 ? first.matters[0]! : null
  return printFaq({ title, matter }, sources)
}

/** A guide or Q&A as a document that can be edited; null: a statute, whose text is replaced by a new file only. */
export function documentOf(
  source: ParsedSource,
): { file: string; text: string; kind: ParsedGuide['kind'] } | null {
  switch (source.kind) {
    case 'guide':
      return { kind: 'guide', file: `${source.title.slice(0, 40)}.md`, text: printGuide(source) }
    case 'faq':
      return {
        kind: 'faq',
        file: `${source.title.slice(0, 40)}.md`,
        text: printFaq({ title: source.title, matter: source.matters[0] ?? 'other' }, [source]),
      }
    default:
      return null
  }
}
