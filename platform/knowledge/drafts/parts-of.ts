import type { ParsedGuide, ParsedSource } from '../../../knowledge/parsed-source.js'
import type { ContentFacts } from './draft-wire.js'

const NO_FACTS: ContentFacts = {
  ...{ matters: [], serviceLines: [], asks: [], followUps: [], cites: [] },
  ...{ office: null, fee: null, timeLimit: null },
}

/** What stands beside the text. */
export function factsOf(source: ParsedSource): ContentFacts {
  if (source.kind === 'statute') return NO_FACTS
  const { matters, serviceLines, office, fee, timeLimit, asks, followUps, cites } = source
  return { matters, serviceLines, office, fee, timeLimit, asks, followUps, cites }
}

interface Part {
  label: string | null
  heading: string
  text: string
}

/** Articles of a statute, sections of a guide or an answer, in order. */
export function partsOf(source: ParsedSource): Part[] {
  if (source.kind === 'statute') {
    return source.provisions.map(({ article, headingPath, text }) => ({
      label: article,
      heading: headingPath.join(' / '),
      text,
    }))
  }
  return [
    { label: null, heading: '', text: source.lead },
    ...source.sections.map(({ heading, kind, items }) => ({
      label: null,
      heading,
      text: items.map((item, index) => marked(kind, item, index)).join('\n'),
    })),
    ...(source.materials.length > 0
      ? [
          {
            label: null,
            heading: '要带什么',
            text: source.materials.map((item, index) => marked('list', item, index)).join('\n'),
          },
        ]
      : []),
  ]
}

/** As it is seen in an answer: steps with their numbers, lists with their points. */
function marked(kind: ParsedGuide['sections'][number]['kind'], item: string, index: number): string {
  switch (kind) {
    case 'steps':
      return `${index + 1}. ${item}`
    case 'list':
      return `• ${item}`
    case 'notice':
    case 'text':
      return item
    default:
      return kind satisfies never
  }
}
