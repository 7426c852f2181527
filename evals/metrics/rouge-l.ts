import { cutWords } from '../../retrieval/tokenize.js'

export interface RougeL {
  /** Share of the answer's words that stand in the reference in the same order, 0 to 1. */
  precision: number
  /** Share of the reference's words that stand in the answer in the same order, 0 to 1. */
  recall: number
  /** Harmonic mean of both. */
  f1: number
}

/**
 * ROUGE-L of whole texts: the longest common subsequence of their words, cut by jieba, punctuation counted as words and
 * blanks left out. Two empty texts, or one, score 0.
 * @see Lin: ROUGE: a package for automatic evaluation of summaries, 2004
 */
export function rougeL(answer: string, reference: string): RougeL {
  const said = cutWords(answer)
  const wanted = cutWords(reference)
  const common = commonLength(said, wanted)
  if (common === 0) return { precision: 0, recall: 0, f1: 0 }
  const precision = common / said.length
  const recall = common / wanted.length
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) }
}

/** Length of the longest common subsequence, in words. */
function commonLength(a: readonly string[], b: readonly string[]): number {
  let above = new Uint32Array(b.length + 1)
  for (const word of a) {
    const row = new Uint32Array(b.length + 1)
    for (let j = 0; j < b.length; j++) {
      row[j + 1] = word === b[j] ? above[j]! + 1 : Math.max(above[j + 1]!, row[j]!)
    }
    above = row
  }
  return above[b.length]!
}
