import { parseArticleLabel } from './article-label.js'
import type { ParsedProvision } from './parsed-source.js'
import { ENTRY_HEADING } from './statute-lines.js'

/** Unnumbered text is cut between paragraphs once a piece has this many characters. */
const GROUP_LENGTH = 400
/** A shorter numbered point takes the next ones in. */
const SHORT_POINT = 150
/** A numbered point is cut only beyond this. */
const LONG_POINT = 1200

const ANNEX =
  /^附\s*(?:件|录|表|图|则表)?\s*[一二三四五六七八九十\d]*\s*(?:$|[：:].{0,80}$|[（(].{0,40}[）)]$|[、.．].{0,60}$)/
const CHINESE_POINT = /^(?:[一二三四五六七八九十]+、|问题[一二三四五六七八九十\d]+)/
const DIGIT_POINT = /^\d{1,3}[.．、](?!\d)/
const RANKS = ['编', '分编', '章', '节', '目']

/**
 * Reads the lines of a statute's body into articles and unnumbered pieces, in order.
 * @param part heads every provision, where the file is one book of a code
 */
export function readStatuteBody(lines: string[], part: string | null): ParsedProvision[] {
  const provisions: ParsedProvision[] = []
  let path: { depth: number; name: string }[] = part === null ? [] : [{ depth: 1, name: part }]
  let current: ParsedProvision | null = null
  let loose: string[] = []
  let lastNumber = 0

  function flush(): void {
    provisions.push(...groupLoose(loose, namesOf(path)))
    loose = []
  }

  for (const line of lines) {
    const heading = readHeading(line)
    const label = parseArticleLabel(heading?.hashes ? heading.name : line, lastNumber + 1)
    if (label !== null) {
      flush()
      lastNumber = label.number
      current = {
        article: label.article,
        number: label.number,
        suffix: label.suffix,
        headingPath: namesOf(path),
        text: label.rest,
      }
      provisions.push(current)
    } else if (heading !== null) {
      const next = path.filter((entry) => entry.depth < heading.depth)
      if (heading.name !== '') next.push(heading)
      if (namesOf(next).join('\n') !== namesOf(path).join('\n')) flush()
      path = next
      current = null
    } else if (ANNEX.test(line)) {
      flush()
      current = null
      loose.push(line)
    } else if (current !== null) {
      current.text = current.text === '' ? line : `${current.text}\n${line}`
    } else {
      loose.push(line)
    }
  }
  flush()
  return provisions
}

function namesOf(path: { name: string }[]): string[] {
  return path.map((entry) => entry.name)
}

function readHeading(line: string): { depth: number; name: string; hashes: boolean } | null {
  const marked = /^(#+)\s*(.*)$/.exec(line)
  if (marked !== null) {
    return {
      depth: Math.max(2, marked[1]!.length),
      name: marked[2]!.replace(/[\s\u3000]+/g, ' ').trim(),
      hashes: true,
    }
  }
  if (line.length > 40 || !ENTRY_HEADING.test(line) || /[。；，：、]/.test(line)) return null
  const rank = RANKS.indexOf(/^第[^编分章节目]+(分编|编|章|节|目)/.exec(line)?.[1] ?? '')
  return rank < 0 ? null : { depth: 2 + rank, name: line.replace(/[\s\u3000]+/g, ' '), hashes: false }
}

/**
 * Pieces of text without articles. 一、 begins a piece of its own, 1. does once the piece before has some length; a point
 * stays whole unless it is very long.
 */
function groupLoose(lines: string[], headingPath: string[]): ParsedProvision[] {
  const groups: string[][] = []
  let length = 0
  let inPoint = false
  for (const line of lines) {
    const starts = CHINESE_POINT.test(line) || (DIGIT_POINT.test(line) && length >= SHORT_POINT)
    const limit = inPoint && !line.startsWith('|') ? LONG_POINT : GROUP_LENGTH
    if (groups.length === 0 || starts || length >= limit) {
      groups.push([])
      length = 0
      inPoint = starts
    }
    groups.at(-1)!.push(line)
    length += line.length
  }
  return groups.map((group) => ({
    article: null,
    number: null,
    suffix: 0,
    headingPath: [...headingPath],
    text: group.join('\n'),
  }))
}
