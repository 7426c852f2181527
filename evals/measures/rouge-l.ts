import { cutText } from '../../retrieval/tokenize.js'

/**
 * ROUGE-L F: harmonic mean of the shares of both texts that their longest common subsequence of words takes; 0 to 1.
 * @see Lin: ROUGE, a package for automatic evaluation of summaries, 2004
 */
export function rougeL(candidate: string, reference: string): number {
  return rougeLOfWords(cutText(candidate), cutText(reference))
}

export function rougeLOfWords(candidate: readonly string[], reference: readonly string[]): number {
  const common = longestCommonSubsequence(candidate, reference)
  return common === 0 ? 0 : (2 * common) / (candidate.length + reference.length)
}

function longestCommonSubsequence(a: readonly string[], b: readonly string[]): number {
  let row = new Uint32Array(b.length + 1)
  for (const word of a) {
    const next = new Uint32Array(b.length + 1)
    for (let j = 0; j < b.length; j++) {
      next[j + 1] = word === b[j] ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!)
    }
    row = next
  }
  return row[b.length]!
}
