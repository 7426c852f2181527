/** What is never cut in two: addresses, names of laws with the article, marks of sources. */
const WHOLE =
  /https?:\/\/\S+|《[^《》\n]{1,80}》(?:第[〇零一二三四五六七八九十百千\d]+条(?:之[一二三四五六七八九十]+)?)?|〔\d+〕/gu
/** After which a text may be cut, best first. */
const ENDS = [/\n\n/gu, /\n/gu, /[。！？!?；;](?:[”’」』）)]*)/gu, /[，,、：:]/gu]
const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/**
 * Cuts a text into pieces that fit, each as long as it may be: between paragraphs where that leaves no piece half empty,
 * else between lines, sentences, clauses, and only then between letters. Together the pieces say the whole text.
 * @param fits monotone: what fits, fits when it is shortened; the piece is the nth, from 0
 */
export function cutText(text: string, fits: (piece: string, n: number) => boolean): string[] {
  const pieces: string[] = []
  let rest = text.trim()
  while (rest !== '') {
    const fitsHere = (piece: string) => fits(piece, pieces.length)
    const at = fitsHere(rest) ? rest.length : placeToCut(rest, longestThatFits(rest, fitsHere))
    pieces.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  return pieces
}

function longestThatFits(text: string, fits: (piece: string) => boolean): number {
  let [low, high] = [0, text.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(text.slice(0, middle))) low = middle
    else high = middle - 1
  }
  return low
}

/** @returns a place after at least one letter, at most `limit` where any such place is */
function placeToCut(text: string, limit: number): number {
  const whole = [...text.matchAll(WHOLE)].map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
  }))
  const isWithin = (at: number) => whole.some(({ from, to }) => from < at && at < to)
  for (const least of [limit / 2, 1]) {
    for (const end of ENDS) {
      const at = lastEnd(text, end, limit, isWithin)
      if (at >= least) return at
    }
  }
  // The marks of sources belong to the sentence before them, where there is room.
  const first = whole.find(({ from, to }) => from < limit && limit < to)
  const at = first && first.from > 0 ? first.from : limit
  return betweenLetters(text, at)
}

function lastEnd(text: string, end: RegExp, limit: number, isWithin: (at: number) => boolean): number {
  let last = 0
  for (const match of text.matchAll(end)) {
    let at = match.index + match[0].length
    const marks = /^(?:〔\d+〕)+/u.exec(text.slice(at))
    if (marks) at += marks[0].length
    if (at > limit) break
    if (!isWithin(at)) last = at
  }
  return last
}

function betweenLetters(text: string, limit: number): number {
  let at = 0
  for (const { index, segment } of segmenter.segment(text.slice(0, limit + 64))) {
    if (index + segment.length > limit) break
    at = index + segment.length
  }
  // One letter of many marks may be longer than all that fits.
  return at || Math.max(1, limit)
}
