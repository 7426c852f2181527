const SHORTEST_QUOTE = 6
const SHORTEST_CLAUSE = 3

const SAME_MARK: Record<string, string> = {
  '“': '"',
  '”': '"',
  '「': '"',
  '」': '"',
  '『': '"',
  '』': '"',
  '‘': "'",
  '’': "'",
  '。': '.',
  '、': ',',
  '【': '[',
  '】': ']',
  '〔': '[',
  '〕': ']',
  '—': '-',
  '–': '-',
}

/** A text as quotes are compared in it: without blanks, width and shape of marks made equal. */
export interface FoldedText {
  original: string
  folded: string
  /** Position in `original` of each unit of `folded`. */
  positions: number[]
}

export function foldForQuotes(original: string): FoldedText {
  let folded = ''
  const positions: number[] = []
  let at = 0
  for (const char of original) {
    for (const unit of char.normalize('NFKC').replace(/\s/gu, '')) {
      const same = SAME_MARK[unit] ?? unit
      folded += same
      for (let i = 0; i < same.length; i++) positions.push(at)
    }
    at += char.length
  }
  return { original, folded, positions }
}

/**
 * The words of the text itself that a quote stands for.
 * @returns verbatim substring of `text.original`; null when the quote does not stand there in one piece, or is too short
 * to prove anything (under 6 characters, unless it is a whole clause or item of a list)
 */
export function findQuote(text: FoldedText, quote: string): string | null {
  const wanted = foldForQuotes(quote).folded.replace(/^["']+|["']+$/g, '')
  // Models close a quote with a full stop where the text goes on after a comma.
  for (const words of [wanted, wanted.replace(/[.,;:]+$/, '')]) {
    const found = cut(text, words)
    if (found !== null) return found
  }
  return null
}

function cut({ original, folded, positions }: FoldedText, wanted: string): string | null {
  if (wanted === '') return null
  const start = folded.indexOf(wanted)
  if (start === -1) return null
  const from = positions[start]!
  const last = positions[start + wanted.length - 1]!
  const to = last + String.fromCodePoint(original.codePointAt(last)!).length
  const isShort = wanted.length < SHORTEST_QUOTE && wanted !== folded
  if (isShort && (wanted.length < SHORTEST_CLAUSE || !isClause(original, from, to))) return null
  return original.slice(from, to)
}

/** Between marks or line breaks on both sides: 结婚证 in a list of what to bring. */
function isClause(text: string, from: number, to: number): boolean {
  const mark = /[\n，。；：、,.;:]/
  return (from === 0 || mark.test(text[from - 1]!)) && (to === text.length || mark.test(text[to]!))
}

/** The sentences of a passage in which a verbatim quote stands. */
export function sentencesAround(text: string, quote: string): string {
  const at = text.indexOf(quote)
  const before = text.slice(0, at)
  const begin = Math.max(...[...'。！？\n'].map((mark) => before.lastIndexOf(mark))) + 1
  const rest = text.slice(at + quote.length)
  const end = /[。！？\n]/.test(quote.at(-1)!) ? 0 : rest.search(/[。！？\n]/)
  return before.slice(begin) + quote + (end === -1 ? rest : rest.slice(0, end))
}
