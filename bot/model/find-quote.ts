const SHORTEST_QUOTE = 6

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
 * @returns verbatim substring of `text.original`; null when the quote does not stand there, or is too short to prove
 * anything (under 6 characters, unless it is the whole text)
 */
export function findQuote(text: FoldedText, quote: string): string | null {
  const whole = locate(text, quote)
  if (whole !== null) return whole
  const pieces = quote.split(/\.{3,}|…+/)
  if (pieces.length === 1) return null
  // Both ends of an elision must stand in the text; the longer one is shown.
  const found = pieces.map((piece) => locate(text, piece))
  return found.reduce((longest, piece) =>
    longest === null || piece === null ? null : piece.length > longest.length ? piece : longest,
  )
}

function locate(text: FoldedText, quote: string): string | null {
  const wanted = foldForQuotes(quote).folded.replace(/^["']+|["']+$/g, '')
  // Models close a quote with a full stop where the text goes on after a comma.
  for (const words of [wanted, wanted.replace(/[.,;:]+$/, '')]) {
    const found = cut(text, words)
    if (found !== null) return found
  }
  return null
}

function cut(text: FoldedText, wanted: string): string | null {
  if (wanted === '' || (wanted.length < SHORTEST_QUOTE && wanted !== text.folded)) return null
  const start = text.folded.indexOf(wanted)
  if (start === -1) return null
  const from = text.positions[start]!
  const last = text.positions[start + wanted.length - 1]!
  const width = String.fromCodePoint(text.original.codePointAt(last)!).length
  return text.original.slice(from, last + width)
}
