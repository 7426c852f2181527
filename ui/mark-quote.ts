export interface MarkedPiece {
  text: string
  marked: boolean
}

/**
 * Splits a passage into paragraphs of pieces, the quoted words marked. White space within either text is ignored
 * when looking for the quote; a quote that is not there leaves everything unmarked.
 */
export function markQuote(text: string, quote: string | null): MarkedPiece[][] {
  const [start, end] = quote ? findLoosely(text, quote) : [-1, -1]
  const paragraphs: MarkedPiece[][] = []
  let offset = 0
  for (const line of text.split('\n')) {
    const cut = (from: number, to: number) => line.slice(Math.max(0, from - offset), Math.max(0, to - offset))
    const lineEnd = offset + line.length
    const pieces = [
      { text: cut(offset, Math.min(lineEnd, start < 0 ? lineEnd : start)), marked: false },
      { text: start < 0 ? '' : cut(Math.max(offset, start), Math.min(lineEnd, end)), marked: true },
      { text: start < 0 ? '' : cut(Math.max(offset, end), lineEnd), marked: false },
    ].filter((piece) => piece.text.trim() !== '')
    if (pieces.length > 0) paragraphs.push(pieces)
    offset = lineEnd + 1
  }
  return paragraphs
}

function findLoosely(text: string, quote: string): [number, number] {
  const positions: number[] = []
  let dense = ''
  for (let i = 0; i < text.length; i++) {
    if (/\s/.test(text[i]!)) continue
    positions.push(i)
    dense += text[i]
  }
  const wanted = quote.replace(/\s+/g, '')
  const at = wanted === '' ? -1 : dense.indexOf(wanted)
  return at < 0 ? [-1, -1] : [positions[at]!, positions[at + wanted.length - 1]! + 1]
}
