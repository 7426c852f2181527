/** A text without its `<!-- … -->`; one that nothing closes stays. */
export function stripComments(text: string): string {
  const kept: string[] = []
  let end = 0
  for (let start = text.indexOf('<!--'); start >= 0; start = text.indexOf('<!--', end)) {
    const close = text.indexOf('-->', start + 4)
    // A search from each start would read the rest of the text as often as comments begin.
    if (close < 0) break
    kept.push(text.slice(end, start))
    end = close + 3
  }
  return kept.length === 0 ? text : kept.join('') + text.slice(end)
}
