import { parseArticleLabel } from './article-label.js'
import { normaliseTitle } from './short-title.js'
import { stripComments } from './strip-comments.js'

export interface StatuteLines {
  title: string
  /** A second title: the book of a code that is split over files; it heads everything in this one. */
  part: string | null
  notes: string[]
  /** Lines of the body, trimmed, empty ones left out; headings begin with `#`. */
  body: string[]
}

const INFO_END = '<!-- INFO END -->'
export const ENTRY_HEADING =
  /^第[零〇一二三四五六七八九十百\d]+(?:编|分编|章|节|目)(?=[\s\u3000]|$|[\u4e00-\u9fff]{1,20}$)/
const CONTENTS = /^#*\s*目\s*[录次]\s*$/

/** Splits a statute, as Markdown or as running text, into its title, the dated notes below it and its body. */
export function splitStatuteLines(text: string, fallbackTitle: string): StatuteLines {
  const marker = text.indexOf(INFO_END)
  const lines = cleanLines(marker < 0 ? text : text.slice(0, marker))
  if (marker < 0) return splitUnmarked(lines, fallbackTitle)
  const headings = lines.filter((line) => line.startsWith('#')).map((line) => line.replace(/^#+\s*/, ''))
  const notes = lines.filter((line) => !line.startsWith('#'))
  const body = cleanLines(text.slice(marker + INFO_END.length))
  return {
    title: headings[0] ?? fallbackTitle,
    part: headings[1] ?? null,
    notes,
    body: [...headings.slice(2).map((name) => `## ${name}`), ...withoutContents(body)],
  }
}

function cleanLines(text: string): string[] {
  return stripComments(text.replace(/[\u200b-\u200f\u2060\ufeff\u202a-\u202e]/g, ''))
    .replace(/[\u00a0\t]/g, ' ')
    .split(/\r\n?|\n|\f|\u2028/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

function splitUnmarked(lines: string[], fallbackTitle: string): StatuteLines {
  const bodyStart = lines.findIndex(beginsBody)
  const head = lines.slice(0, bodyStart < 0 ? Math.min(lines.length, 12) : bodyStart)
  const title: string[] = []
  let index = 0
  for (; index < head.length; index++) {
    const line = head[index]!.replace(/^#+\s*/, '')
    if (isNote(line) || isSentence(line) || (title.length > 0 && line.length > 60)) break
    if (title.length > 0 && (looksLikeTitle(title.join('')) || title.length === 3)) break
    title.push(line)
  }
  const notes: string[] = []
  let open = false
  for (; index < head.length; index++) {
    const line = head[index]!
    if (!open && !isNote(line)) break
    notes.push(...splitNote(line))
    open = (open || /^[（(]/.test(line)) && !/[）)]$/.test(line)
  }
  const joined = title.join('')
  const usable = joined !== '' && joined.length <= 120
  const bodyLines = usable ? lines.slice(index) : lines
  return {
    title: usable ? joined.replace(/\s+/g, '') : fallbackTitle,
    part: null,
    notes,
    body: withoutContents(bodyLines),
  }
}

function beginsBody(line: string): boolean {
  return (
    CONTENTS.test(line) ||
    ENTRY_HEADING.test(line.replace(/^#+\s*/, '')) ||
    parseArticleLabel(line, 1) !== null
  )
}

function isSentence(line: string): boolean {
  return line.length > 12 && /[。：；]$/.test(line)
}

function isNote(line: string): boolean {
  return (
    /^[（(]?\s*(?:根据|自)?\s*[12][0-9]{3}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日/.test(line) ||
    /^[（(][^）)]*(?:通过|公布|发布|修正|修订|批准|施行)/.test(line) ||
    /^[（(]?[\u4e00-\u9fff]{1,12}[〔[（(]\d{4}[〕\])）]第?\d+号[）)]?$/.test(line)
  )
}

function splitNote(line: string): string[] {
  return line
    .replace(/^[（(]|[）)]$/g, '')
    .split(/[\s\u3000]+(?=根据|自?\d{4}年)/)
    .map((note) => note.trim())
    .filter((note) => note !== '')
}

function looksLikeTitle(title: string): boolean {
  return /(?:法|法典|条例|规定|办法|解释|细则|决定|意见|规则|修正案|批复|通知|命令|方案|安排|纪要|解答|决议|标准|规范)(?:（[^）]*）)*$/.test(
    normaliseTitle(title),
  )
}

/** Leaves tables of contents out: one names every heading once before the first of them comes again. */
function withoutContents(body: string[]): string[] {
  const kept: string[] = []
  let at = 0
  while (at < body.length) {
    const line = body[at]!
    if (CONTENTS.test(line)) at = endOfContents(body, at)
    else {
      kept.push(line)
      at++
    }
  }
  return kept
}

function endOfContents(body: string[], start: number): number {
  let end = start + 1
  const first = contentsEntry(body[end] ?? '')
  while (end < body.length) {
    const entry = contentsEntry(body[end]!)
    const isEntry =
      ENTRY_HEADING.test(entry) || /^(?:附\s*[则件录]|序\s*言|[一二三四五六七八九十]+、\S{1,30}$)/.test(entry)
    if (!isEntry || (end > start + 1 && entry === first)) break
    end++
  }
  return end
}

function contentsEntry(line: string): string {
  return line
    .replace(/^#+\s*/, '')
    .replace(/[.…·\s\u3000]*[（(-]?\d*[)）-]?$/, '')
    .replace(/[\s\u3000]+/g, '')
}
