/**
 * Where a run of tokens that begins a text ends, 0 where there is none. One token after another is taken and none is
 * given back: a rule like `(?:拜拜|拜)+$` would try every division of a long run.
 * @param token sticky; longer wordings before shorter ones
 */
export function runLength(token: RegExp, text: string): number {
  let end = 0
  for (;;) {
    token.lastIndex = end
    const length = token.exec(text)?.[0].length ?? 0
    if (length === 0) return end
    end += length
  }
}

/** Whether a text is nothing but tokens, at least one. */
export function isMadeOf(token: RegExp, text: string): boolean {
  return text !== '' && runLength(token, text) === text.length
}
