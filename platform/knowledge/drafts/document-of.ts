import type { ParsedGuide, ParsedSource } from '../../../knowledge/parsed-source.js'
import { printFaq } from '../../../knowledge/print/print-faq.js'
import { printGuide } from '../../../knowledge/print/print-guide.js'

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
