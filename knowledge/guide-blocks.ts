import type { ParsedGuide } from './parsed-source.js'

type Section = ParsedGuide['sections'][number]

export interface GuideBlocks {
  /** Paragraphs before the first heading, list or notice, separated by `\n`. */
  lead: string
  /** A heading with several blocks below it heads the first of them; the others have ''. */
  sections: Section[]
}

/** Reads the Markdown body of a guide or an answer: headings, paragraphs, numbered and bulleted lists, `>` notices. */
export function readGuideBlocks(lines: string[]): GuideBlocks {
  const blocks: Section[] = []
  let heading: string | null = null
  let open: Section | null = null
  for (const raw of lines) {
    const line = raw.trim()
    const head = /^#{1,6}\s+(.+?)\s*#*$/.exec(line)
    if (line === '') {
      // Items of one list may stand apart; paragraphs of one text are items of their own anyway.
      continue
    }
    if (head !== null) {
      heading = head[1]!
      open = null
      continue
    }
    const { kind, text } = readLine(line)
    const continues = /^\s{2,}\S/.test(raw) && kind === 'text' && open !== null && open.kind !== 'text'
    if (continues) {
      open!.items.push(`${open!.items.pop() ?? ''}${text}`)
      continue
    }
    if (open === null || open.kind !== kind) {
      open = { heading: heading ?? '', kind, items: [] }
      blocks.push(open)
      if (heading !== null) heading = ''
    }
    if (text !== '') open.items.push(text)
  }
  const sections = blocks.filter((block) => block.items.length > 0)
  const first = sections[0]
  if (first === undefined || first.kind !== 'text' || first.heading !== '') return { lead: '', sections }
  return { lead: first.items.join('\n'), sections: sections.slice(1) }
}

function readLine(line: string): { kind: Section['kind']; text: string } {
  const step = /^\d{1,2}[.、．)]\s*(.*)$/.exec(line)
  if (step !== null) return { kind: 'steps', text: step[1]! }
  const item = /^[-*+•]\s+(.*)$/.exec(line)
  if (item !== null) return { kind: 'list', text: item[1]! }
  const notice = /^>\s?(.*)$/.exec(line)
  if (notice !== null) return { kind: 'notice', text: notice[1]!.trim() }
  return { kind: 'text', text: line }
}
